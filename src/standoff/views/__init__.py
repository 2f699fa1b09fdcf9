"""STAGE 4: questions asked of the kept records. A view takes filed records and gives plain data; it prints nothing."""
