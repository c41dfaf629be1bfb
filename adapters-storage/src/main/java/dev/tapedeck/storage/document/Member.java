package dev.tapedeck.storage.document;

/** A member that an object of a document must or may have. */
final class Member<T> {
    private final String name;
    private final boolean required;
    private final Reading<T> reading;

    private Member(String name, boolean required, Reading<T> reading) {
        this.name = name;
        this.required = required;
        this.reading = reading;
    }

    static <T> Member<T> required(String name, Reading<T> reading) {
        return new Member<>(name, true, reading);
    }

    static <T> Member<T> optional(String name, Reading<T> reading) {
        return new Member<>(name, false, reading);
    }

    String name() {
        return name;
    }

    boolean required() {
        return required;
    }

    Reading<T> reading() {
        return reading;
    }
}
