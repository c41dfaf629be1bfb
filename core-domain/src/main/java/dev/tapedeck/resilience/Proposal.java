package dev.tapedeck.resilience;

import dev.tapedeck.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody would have as a service's run-time layer.
 *
 * @param patch what is right in it
 * @param faults everything that is wrong in it, unknown members too
 * @param usable whether nothing is wrong but unknown members
 */
public record Proposal(PolicyPatch patch, List<PolicyFault> faults, boolean usable) {
    public Proposal {
        faults = List.copyOf(faults);
    }

    static Proposal read(ServiceName service, String json, ServicePolicy below) {
        try {
            PatchReader.Result read = PatchReader.read(service, JsonLeaves.read(json), 0);
            List<PolicyFault> wrong = read.faultsOver(below, JsonPointer.ROOT);
            List<PolicyFault> all = new ArrayList<>(wrong);
            all.addAll(read.unknown());
            return new Proposal(read.patch(), all, wrong.isEmpty());
        } catch (JsonLeaves.Malformed malformed) {
            PolicyFault fault = new PolicyFault(JsonPointer.ROOT, "The policy %s.".formatted(malformed.getMessage()));
            return new Proposal(PolicyPatch.NONE, List.of(fault), false);
        }
    }
}
