package dev.tapedeck.resilience;

/** Something that happened to policies. */
public sealed interface PolicyEvent {
    /** Something in a layer is not used. */
    record Reported(PolicyProblem problem) implements PolicyEvent {}

    /**
     * A service without a policy of its own was called for the first time: it has the defaults.
     *
     * @param message for people: what may have been meant
     */
    record UnknownService(ServiceName service, String message) implements PolicyEvent {}

    /**
     * The run-time layer of a service is another one now, changed here or by another node.
     *
     * @param json the layer
     */
    record Changed(ServiceName service, long version, String json) implements PolicyEvent {}

    /** A service has no run-time layer any more. */
    record Removed(ServiceName service) implements PolicyEvent {}
}
