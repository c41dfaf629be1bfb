package dev.tapedeck.house.seeded.exchange;

/** An interface of the core that is no port. */
public interface SeededVocabulary {}
