package dev.tapedeck.run;

/** Something that no run can have. The message is for people. */
public final class InvalidRun extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String member;

    InvalidRun(String member, String message) {
        super(message);
        this.member = member;
    }

    /** What it was given as: {@code id}, {@code name}, {@code labels}. */
    public String member() {
        return member;
    }
}
