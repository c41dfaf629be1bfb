package dev.tapedeck.house.seeded.web.api;

import dev.tapedeck.house.seeded.provider.openai.AdapterThatIsABean;

/** A web class that is not the wiring and touches an adapter. */
public record ResourceThatKnowsAnAdapter(AdapterThatIsABean adapter) {}
