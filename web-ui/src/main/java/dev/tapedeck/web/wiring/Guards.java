package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.Time;
import dev.tapedeck.resilience.RetryPolicy;
import dev.tapedeck.resilience.ServiceName;
import dev.tapedeck.resilience.Services;
import dev.tapedeck.resilience.StoreCalls;
import dev.tapedeck.web.resilience.ResilienceSink;
import jakarta.inject.Singleton;

/** Makes what guards the calls of stores, each under the policy of its service. */
@Singleton
class Guards {
    private final Services services;
    private final RetryPolicy retryPolicy;
    private final Time time;
    private final ResilienceSink events;

    Guards(Services services, RetryPolicy retryPolicy, Time time, ResilienceSink events) {
        this.services = services;
        this.retryPolicy = retryPolicy;
        this.time = time;
        this.events = events;
    }

    StoreCalls of(ServiceName store) {
        return new StoreCalls(store, services, retryPolicy, time, events);
    }
}
