"""The model: statements, arguments and what else a map holds, as immutable data with queries on it.

Nothing here knows of syntax, and nothing of what is made of a map. `elements` are what a map is made of,
with `attributes` by name; `map` is the whole, stored as it is given; `data` is the same as plain lists and
dictionaries, by which maps are compared; `references` goes through whatever names something else, so that it can
be renamed; `queries` tells what bears on what. `argmap.map` has the public class, with all that can be done.
"""

from argmap.model.attributes import Attributes as Attributes
from argmap.model.elements import AIMED_AT_STEPS as AIMED_AT_STEPS
from argmap.model.elements import DISCHARGING as DISCHARGING
from argmap.model.elements import STRICT as STRICT
from argmap.model.elements import Answer as Answer
from argmap.model.elements import Argument as Argument
from argmap.model.elements import Condition as Condition
from argmap.model.elements import Explanation as Explanation
from argmap.model.elements import Import as Import
from argmap.model.elements import Independence as Independence
from argmap.model.elements import Kind as Kind
from argmap.model.elements import Part as Part
from argmap.model.elements import Preference as Preference
from argmap.model.elements import Quotation as Quotation
from argmap.model.elements import Role as Role
from argmap.model.elements import Section as Section
from argmap.model.elements import Statement as Statement
from argmap.model.map import Map as Map
from argmap.model.references import with_prefix as with_prefix
