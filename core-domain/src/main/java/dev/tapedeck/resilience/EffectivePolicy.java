package dev.tapedeck.resilience;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What holds for a service, and why.
 *
 * @param sources the layer that each value comes from
 * @param version of the run-time layer; {@link PolicyStore#NONE} if there is none
 */
public record EffectivePolicy(
        ServiceName service, ServicePolicy policy, Map<PolicySetting, PolicyLayer> sources, long version) {
    public EffectivePolicy {
        sources = Collections.unmodifiableMap(new EnumMap<>(sources));
    }

    static EffectivePolicy builtIn(ServiceName service) {
        Map<PolicySetting, PolicyLayer> sources = new EnumMap<>(PolicySetting.class);
        for (PolicySetting setting : PolicySetting.values()) {
            sources.put(setting, PolicyLayer.BUILT_IN);
        }
        return new EffectivePolicy(service, ServicePolicy.DEFAULT, sources, PolicyStore.NONE);
    }

    /** With a layer over it. */
    EffectivePolicy under(PolicyLayer layer, PolicyPatch patch) {
        Map<PolicySetting, PolicyLayer> changed = new EnumMap<>(sources);
        patch.values().keySet().forEach(setting -> changed.put(setting, layer));
        return new EffectivePolicy(service, policy.with(patch), changed, version);
    }

    EffectivePolicy at(long newVersion) {
        return new EffectivePolicy(service, policy, sources, newVersion);
    }
}
