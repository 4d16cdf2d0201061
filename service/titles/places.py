"""Names of places as they stand in job titles: regions, countries, states and large cities."""

from __future__ import annotations

# Short for a region or country; they count in capitals only.
CAPITALS = frozenset(
    """
    AMER AMERS AMS ANZ APAC APJ APJC ASEAN AU BENELUX BR CA CALA CEE CEMEA CH CN DACH DE DK EAST EEA EMEA ES EU FR
    GB GCC HK IE IN JP KSA LATAM MEA MENA MX NA NAM NL NO NORAM NZ PL PT ROW SEA SG SSA UAE UK UKI US USA NYC SF LA
    DC
    """.split()  # noqa: SIM905
)
STATES = frozenset(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
    PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB NS NSW VIC QLD
    """.split()  # noqa: SIM905
)
# In lower case.
NAMES = frozenset(
    name.strip()
    for name in """
    africa, americas, asia, asia pacific, australia, austria, bangladesh, belgium, brazil, bulgaria, canada, central
    europe, chile, china, colombia, costa rica, croatia, cyprus, czech republic, czechia, denmark, east coast,
    eastern europe, egypt, england, estonia, europe, finland, france, germany, greece, greater china, hong kong,
    hungary, iberia, iceland, india, indonesia, ireland, israel, italy, japan, kenya, korea, latin america, latvia,
    lithuania, luxembourg, malaysia, malta, mexico, middle east, morocco, netherlands, new zealand, nigeria, nordic,
    nordics, north america, northern europe, norway, pakistan, peru, philippines, poland, portugal, qatar, romania,
    russia, saudi arabia, scandinavia, scotland, serbia, singapore, slovakia, slovenia, south africa, south america,
    south korea, southern europe, southeast asia, spain, sri lanka, sweden, switzerland, taiwan, thailand, turkey,
    uganda, ukraine, united arab emirates, united kingdom, united states, united states of america, uruguay,
    vietnam, wales, west coast, western europe, alabama, alaska, arizona, arkansas, california, colorado,
    connecticut, florida, georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine,
    maryland, massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire,
    new jersey, new mexico, new york, north carolina, ohio, oklahoma, oregon, pennsylvania, rhode island, south
    carolina, tennessee, texas, utah, vermont, virginia, wisconsin, wyoming, ontario, quebec, british columbia,
    alberta, new south wales, queensland, amsterdam, ankara, antwerp, athens, atlanta, auckland, austin, baltimore,
    bangalore, bengaluru, bangkok, barcelona, basel, bay area, beijing, belfast, belgrade, berlin, bern, bilbao,
    birmingham, bogota, boston, bratislava, brisbane, bristol, brussels, bucharest, budapest, buenos aires, cairo,
    calgary, cambridge, cape town, cardiff, charlotte, chennai, chicago, cleveland, cluj, cologne, copenhagen, cork,
    dallas, delhi, denver, detroit, dubai, dublin, dusseldorf, düsseldorf, edinburgh, eindhoven, frankfurt, gdansk,
    geneva, ghent, glasgow, gothenburg, gurgaon, hamburg, hanover, hannover, hanoi, helsinki, houston, hyderabad,
    indianapolis, istanbul, jakarta, jersey city, johannesburg, kansas city, karachi, kiev, kyiv, krakow, kraków,
    kuala lumpur, lagos, las vegas, leeds, leipzig, lille, lima, lisbon, lisboa, liverpool, ljubljana, lodz, london,
    los angeles, luxembourg city, lyon, madrid, malmo, malmö, manchester, manila, marseille, melbourne, mexico city,
    miami, milan, milano, minneapolis, montevideo, montreal, montréal, moscow, mumbai, munich, münchen, nairobi,
    nashville, new delhi, new york city, newcastle, noida, nottingham, nuremberg, oakland, orlando, osaka, oslo,
    ottawa, oxford, palo alto, paris, perth, philadelphia, phoenix, pittsburgh, porto, portland, poznan, prague,
    pune, raleigh, riga, rio de janeiro, rome, rotterdam, sacramento, salt lake city, san diego, san francisco, san
    jose, santiago, sao paulo, são paulo, sarajevo, seattle, seoul, seville, shanghai, sheffield, shenzhen, sofia,
    st louis, stockholm, stuttgart, sydney, taipei, tallinn, tampa, tel aviv, the hague, tokyo, toronto, toulouse,
    turin, utrecht, valencia, vancouver, vienna, vilnius, warsaw, washington, washington dc, wroclaw, zagreb,
    zaragoza, zurich, zürich, silicon valley, worldwide, global, globally, anywhere
    """.split(",")  # noqa: SIM905
)
LONGEST = max(len(name.split()) for name in NAMES)  # words
