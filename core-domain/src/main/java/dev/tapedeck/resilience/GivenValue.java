package dev.tapedeck.resilience;

/** A value as it stands in JSON. */
sealed interface GivenValue {
    record Text(String text) implements GivenValue {}

    /** @param value infinite if it is beyond the range */
    record Number(double value) implements GivenValue {}

    record Truth(boolean value) implements GivenValue {}

    /** An object without members. */
    record Empty() implements GivenValue {}

    /** Null or an array. */
    record Other() implements GivenValue {}
}
