package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.json.JsonPointer;
import dev.tapedeck.resilience.JsonLeaves.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads {@code tapedeck.resilience.overrides}: whatever is wrong is left out for that service alone, and told. */
final class Overrides {
    private static final String NOT_USED = " Nothing of this service's override is used.";

    private final Map<ServiceName, PolicyPatch> patches = new LinkedHashMap<>();
    private final List<PolicyProblem> problems = new ArrayList<>();
    private final Function<ServiceName, EffectivePolicy> below;

    /** @param below what the layers beneath say */
    private Overrides(Function<ServiceName, EffectivePolicy> below) {
        this.below = below;
    }

    static Overrides read(String text, Function<ServiceName, EffectivePolicy> below) {
        Overrides overrides = new Overrides(below);
        if (!text.isBlank()) {
            overrides.read(text);
        }
        return overrides;
    }

    Map<ServiceName, PolicyPatch> patches() {
        return Map.copyOf(patches);
    }

    List<PolicyProblem> problems() {
        return List.copyOf(problems);
    }

    private void read(String text) {
        Map<String, List<Leaf>> services = new LinkedHashMap<>();
        try {
            for (Leaf leaf : JsonLeaves.read(text)) {
                if (!leaf.isRoot()) {
                    services.computeIfAbsent(leaf.at().tokens().getFirst(), any -> new ArrayList<>())
                            .add(leaf);
                }
            }
        } catch (JsonLeaves.Malformed malformed) {
            report(
                    "",
                    JsonPointer.ROOT,
                    "The overrides %s. Nothing of them is used.".formatted(malformed.getMessage()));
        }
        services.forEach(this::service);
    }

    private void service(String name, List<Leaf> leaves) {
        JsonPointer at = JsonPointer.ROOT.child(name);
        Leaf first = leaves.getFirst();
        if (first.at().equals(at) && !(first.value() instanceof GivenValue.Empty)) {
            report(name, at, "An override must be an object." + NOT_USED);
            return;
        }
        try {
            service(new ServiceName(name), at, leaves);
        } catch (Names.InvalidName invalid) {
            report(name, at, invalid.getMessage() + NOT_USED);
        }
    }

    private void service(ServiceName service, JsonPointer at, List<Leaf> leaves) {
        misspelt(service, at);
        PatchReader.Result read = PatchReader.read(service, leaves, 1);
        read.unknown().forEach(fault -> report(service.value(), fault.at(), fault.message()));
        List<PolicyFault> faults = read.faultsOver(below.apply(service).policy(), at);
        if (faults.isEmpty()) {
            patches.put(service, read.patch());
        } else {
            faults.forEach(fault -> report(service.value(), fault.at(), fault.message() + NOT_USED));
        }
    }

    /** A name that is like that of a known service, and not one, is most often a slip of the pen. */
    private void misspelt(ServiceName service, JsonPointer at) {
        if (KnownServices.find(service).isEmpty()) {
            KnownServices.nearest(service)
                    .ifPresent(known -> report(
                            service.value(), at, "Unknown service '%s'. Did you mean '%s'?".formatted(service, known)));
        }
    }

    private void report(String service, JsonPointer at, String message) {
        problems.add(new PolicyProblem(Names.shown(service), at, message, PolicyLayer.OVERRIDES));
    }
}
