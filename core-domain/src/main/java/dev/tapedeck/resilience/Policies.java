package dev.tapedeck.resilience;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.resilience.PolicyStore.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** The policy of each service, out of all layers. Thread-safe; only what changes or refreshes policies blocks. */
public final class Policies {
    /** So many services have a run-time layer at most: every node keeps all of them in mind. */
    private static final int MOST_KEPT = 1_000;

    private final ConfiguredPolicies configured;
    private final PolicyStore store;
    private final Consumer<PolicyEvent> events;
    private final Set<ServiceName> asked = ConcurrentHashMap.newKeySet();
    private final ReentrantLock changing = new ReentrantLock();
    private volatile State state;

    /**
     * Begins with what the store holds; without its layer, and with a problem, if it can't be read.
     *
     * @param events told of problems, changes and unknown services, by the thread that meets them
     */
    public Policies(ConfiguredPolicies configured, PolicyStore store, Consumer<PolicyEvent> events) {
        this.configured = configured;
        this.store = store;
        this.events = events;
        this.state = firstState();
        problems().forEach(problem -> events.accept(new PolicyEvent.Reported(problem)));
    }

    private State firstState() {
        try {
            return state(store.load(), List.of());
        } catch (FailedCall unreadable) {
            return state(
                    Map.of(),
                    List.of(RunTimePolicies.unreadable(unreadable.failure().message())));
        }
    }

    private State state(Map<ServiceName, Kept> kept, List<PolicyProblem> problems) {
        return new State(new RunTimePolicies(configured, kept), problems, new ConcurrentHashMap<>());
    }

    /** Everything at one moment; {@code resolved} fills up as services are asked for. */
    private record State(
            RunTimePolicies runTime,
            List<PolicyProblem> problems,
            ConcurrentHashMap<ServiceName, EffectivePolicy> resolved) {}

    /** What holds for that service now; an unknown one gets the defaults, with one warning. */
    public ServicePolicy of(ServiceName service) {
        State now = state;
        EffectivePolicy known = now.resolved.get(service);
        return known != null ? known.policy() : resolve(now, service).policy();
    }

    private EffectivePolicy resolve(State now, ServiceName service) {
        if (asked.add(service) && isUnknown(now, service)) {
            String nearest = KnownServices.nearest(service)
                    .map(" Is it '%s'?"::formatted)
                    .orElse("");
            events.accept(new PolicyEvent.UnknownService(
                    service,
                    "The service '%s' is unknown, so it has the default policy.%s".formatted(service, nearest)));
        }
        EffectivePolicy resolved = describe(now, service);
        now.resolved.put(service, resolved);
        return resolved;
    }

    private boolean isUnknown(State now, ServiceName service) {
        return KnownServices.find(service).isEmpty()
                && !configured.services().contains(service)
                && now.runTime.version(service) == PolicyStore.NONE;
    }

    /** What holds for that service now, and why. */
    public EffectivePolicy describe(ServiceName service) {
        return describe(state, service);
    }

    private EffectivePolicy describe(State now, ServiceName service) {
        return now.runTime.over(configured.resolve(service));
    }

    /** The services that have a policy of their own, are known by name, or were called. */
    public NavigableSet<ServiceName> services() {
        NavigableSet<ServiceName> services = new TreeSet<>(KnownServices.names());
        services.addAll(configured.services());
        services.addAll(state.runTime.kept().keySet());
        services.addAll(asked);
        return services;
    }

    /** What isn't used of the configured and the kept policies, and why. */
    public List<PolicyProblem> problems() {
        State now = state;
        List<PolicyProblem> problems = new ArrayList<>(configured.problems());
        problems.addAll(now.problems);
        problems.addAll(now.runTime.problems());
        return List.copyOf(problems);
    }

    /** Reads a run-time layer that somebody wants for a service: a JSON object of at most 10,000 characters. */
    public Proposal propose(ServiceName service, String json) {
        return Proposal.read(service, json, configured.resolve(service).policy());
    }

    /**
     * Replaces the run-time layer of a service; holds from the next call on.
     *
     * @param expected whether the present version may be replaced
     * @return what holds then; nothing, and nothing has changed, if the present version wasn't expected
     * @throws FailedCall {@code Conflict}, if 1,000 other services have one; else as {@link PolicyStore} says
     */
    public Optional<EffectivePolicy> put(ServiceName service, PolicyPatch patch, LongPredicate expected) {
        boolean done = change(
                service,
                version -> hasRoom(version) && expected.test(version),
                version -> store.put(service, patch.toJson(), version).isPresent());
        return done ? Optional.of(describe(service)) : Optional.empty();
    }

    private boolean hasRoom(long version) {
        if (version == PolicyStore.NONE && state.runTime.kept().size() >= MOST_KEPT) {
            throw FailedCall.rejected(new Failure.Conflict(
                    "%d services have policies that were made at run time, and no more are kept: delete one that nobody needs, then put this one again."
                            .formatted(MOST_KEPT)));
        }
        return true;
    }

    /**
     * Removes the run-time layer of a service, if there is one.
     *
     * @param expected whether the present version may be removed
     * @return false, and nothing has changed, if the present version wasn't expected
     * @throws FailedCall as {@link PolicyStore} says
     */
    public boolean delete(ServiceName service, LongPredicate expected) {
        return change(service, expected, version -> version == PolicyStore.NONE || store.delete(service, version));
    }

    /** Tries until it is done, or the version isn't the expected one; another try is due if another node was faster. */
    private boolean change(ServiceName service, LongPredicate expected, LongPredicate change) {
        changing.lock();
        try {
            boolean done = false;
            while (!done) {
                adopt(store.load());
                long version = state.runTime.version(service);
                if (!expected.test(version)) {
                    return false;
                }
                done = change.test(version);
            }
            adopt(store.load());
            return true;
        } finally {
            changing.unlock();
        }
    }

    /**
     * Looks whether other nodes have changed policies.
     *
     * @throws FailedCall as {@link PolicyStore} says
     */
    public void refresh() {
        if (!store.shared()) {
            return;
        }
        changing.lock();
        try {
            adopt(store.load());
        } finally {
            changing.unlock();
        }
    }

    private void adopt(Map<ServiceName, Kept> kept) {
        State before = state;
        if (kept.equals(before.runTime.kept()) && before.problems.isEmpty()) {
            return;
        }
        List<PolicyProblem> known = problems();
        state = state(kept, List.of());
        tell(before.runTime.kept(), kept);
        problems().stream()
                .filter(problem -> !known.contains(problem))
                .forEach(problem -> events.accept(new PolicyEvent.Reported(problem)));
    }

    private void tell(Map<ServiceName, Kept> before, Map<ServiceName, Kept> now) {
        before.keySet().stream()
                .filter(service -> !now.containsKey(service))
                .forEach(service -> events.accept(new PolicyEvent.Removed(service)));
        now.forEach((service, kept) -> {
            if (!kept.equals(before.get(service))) {
                events.accept(new PolicyEvent.Changed(service, kept.version(), kept.json()));
            }
        });
    }
}
