package dev.tapedeck.house.seeded.provider.openai;

import dev.tapedeck.house.seeded.exchange.SeededVocabulary;

/** An adapter that fills in a part of the core that is not meant to be. */
public final class AdapterOfWhatIsNoPort implements SeededVocabulary {}
