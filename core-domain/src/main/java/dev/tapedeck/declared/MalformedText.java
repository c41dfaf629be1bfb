package dev.tapedeck.declared;

/** A text that can't be read at all: neither YAML nor JSON, or beyond the limits. */
public final class MalformedText extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TextProblem problem;

    /** @param line where it stops making sense, from 1 */
    public MalformedText(int line, String message) {
        // no stack trace: this is an outcome, not a fault of the program
        super(message, null, false, false);
        this.problem = new TextProblem(line, "", message);
    }

    public TextProblem problem() {
        return problem;
    }
}
