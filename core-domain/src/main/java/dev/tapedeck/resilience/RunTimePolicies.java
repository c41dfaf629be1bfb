package dev.tapedeck.resilience;

import dev.tapedeck.json.JsonPointer;
import dev.tapedeck.resilience.PolicyStore.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layers that were made at run time, as they are kept, and what can be used of them. Immutable. */
final class RunTimePolicies {
    private final Map<ServiceName, Kept> kept;
    private final Map<ServiceName, PolicyPatch> patches = new HashMap<>();
    private final List<PolicyProblem> problems = new ArrayList<>();

    RunTimePolicies(ConfiguredPolicies below, Map<ServiceName, Kept> kept) {
        this.kept = Map.copyOf(kept);
        this.kept.forEach((service, one) -> read(below.resolve(service).policy(), service, one));
    }

    private void read(ServicePolicy below, ServiceName service, Kept one) {
        Proposal read = Proposal.read(service, one.json(), below);
        if (read.usable()) {
            patches.put(service, read.patch());
        }
        String end =
                read.usable() ? "" : " Nothing of this service's run-time policy is used: put it anew, or delete it.";
        for (PolicyFault fault : read.faults()) {
            problems.add(new PolicyProblem(service.value(), fault.at(), fault.message() + end, PolicyLayer.RUN_TIME));
        }
    }

    Map<ServiceName, Kept> kept() {
        return kept;
    }

    List<PolicyProblem> problems() {
        return List.copyOf(problems);
    }

    EffectivePolicy over(EffectivePolicy below) {
        ServiceName service = below.service();
        return below.under(PolicyLayer.RUN_TIME, patches.getOrDefault(service, PolicyPatch.NONE))
                .at(version(service));
    }

    long version(ServiceName service) {
        Kept one = kept.get(service);
        return one == null ? PolicyStore.NONE : one.version();
    }

    /** A store that can't be read, as a problem. */
    static PolicyProblem unreadable(String message) {
        return new PolicyProblem("", JsonPointer.ROOT, message, PolicyLayer.RUN_TIME);
    }
}
