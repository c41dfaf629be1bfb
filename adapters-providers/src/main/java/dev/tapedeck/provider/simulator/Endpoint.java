package dev.tapedeck.provider.simulator;

/** One thing that can be asked of the simulator. */
@FunctionalInterface
interface Endpoint {
    /** @throws Refusal if the request is wrong */
    Reply answer(Asked asked) throws Refusal;
}
