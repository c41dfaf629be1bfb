package dev.tapedeck.house.seeded.provider.anthropic;

import dev.tapedeck.house.seeded.provider.openai.AdapterThatIsABean;

/** A dialect that knows another one. */
public record DialectThatKnowsAnother(AdapterThatIsABean other) {}
