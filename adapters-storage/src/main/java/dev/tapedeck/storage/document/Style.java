package dev.tapedeck.storage.document;

/** How a body of JSON stood on the wire. */
enum Style {
    /** without white space */
    COMPACT("compact"),
    /** a member or element a line, each level indented by two spaces */
    TWO_SPACE("two-space");

    private final String id;

    Style(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
