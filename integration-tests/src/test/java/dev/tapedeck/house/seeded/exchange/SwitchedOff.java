package dev.tapedeck.house.seeded.exchange;

import org.junit.jupiter.api.Disabled;

/** A test that never runs, named so that no runner finds it. */
@Disabled("seeded: proves that the house sees it")
public final class SwitchedOff {}
