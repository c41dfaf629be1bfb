package dev.tapedeck.resilience;

/** Where a policy's value comes from; a later layer wins. */
public enum PolicyLayer {
    BUILT_IN("built-in"),
    /** what suits a service that Tapedeck knows */
    KNOWN_SERVICE("known service"),
    /** {@code tapedeck.resilience.defaults.*} */
    DEFAULTS("defaults"),
    /** {@code tapedeck.resilience.services."<name>".*} */
    SERVICES("services"),
    /** {@code tapedeck.resilience.overrides} */
    OVERRIDES("overrides"),
    /** set through the API */
    RUN_TIME("run time");

    private final String id;

    PolicyLayer(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }
}
