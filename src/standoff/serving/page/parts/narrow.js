// Whether the page is as narrow as a phone.
import { useEffect, useState } from "../lib.js";

const NARROW = matchMedia("(max-width: 760px)");

export function useNarrow() {
  const [narrow, set] = useState(NARROW.matches);
  useEffect(() => {
    const heard = () => set(NARROW.matches);
    NARROW.addEventListener("change", heard);
    return () => NARROW.removeEventListener("change", heard);
  }, []);
  return narrow;
}
