package dev.tapedeck.build;

/** The next request could cost more than the build may, or nobody can tell what it could cost. */
final class OverBudget extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OverBudget(String message) {
        super(message, null, false, false);
    }
}
