package dev.tapedeck.resilience;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The layers of policies that the configuration brings. Immutable. */
public final class ConfiguredPolicies {
    private final PolicyPatch defaults;
    private final Map<ServiceName, PolicyPatch> services;
    private final Overrides overrides;

    /**
     * Puts the layers together.
     *
     * @param services by service
     * @param overrides one JSON object by service; blank for none. Whatever is wrong in it is left out, and told in
     *     {@link #problems}
     * @throws IllegalArgumentException if defaults or services don't fit; the message begins with the name of the setting
     */
    public ConfiguredPolicies(PolicyPatch defaults, Map<ServiceName, PolicyPatch> services, String overrides) {
        this.defaults = defaults;
        this.services = Map.copyOf(services);
        check("defaults", defaults, ServicePolicy.DEFAULT);
        services.forEach((service, patch) -> check(
                "services.\"%s\"".formatted(service), patch, general(service).policy()));
        this.overrides = Overrides.read(overrides, this::configured);
    }

    private static void check(String layer, PolicyPatch patch, ServicePolicy below) {
        patch.clashOver(below).ifPresent(clash -> {
            throw new IllegalArgumentException(
                    "%s.%s %s.".formatted(layer, clash.setting().path(), clash.rule()));
        });
    }

    /** What isn't used, and why. */
    List<PolicyProblem> problems() {
        return overrides.problems();
    }

    /** The services that have a layer of their own. */
    Set<ServiceName> services() {
        Set<ServiceName> names = new TreeSet<>(services.keySet());
        names.addAll(overrides.patches().keySet());
        return names;
    }

    EffectivePolicy resolve(ServiceName service) {
        return configured(service)
                .under(PolicyLayer.OVERRIDES, overrides.patches().getOrDefault(service, PolicyPatch.NONE));
    }

    private EffectivePolicy configured(ServiceName service) {
        return general(service).under(PolicyLayer.SERVICES, services.getOrDefault(service, PolicyPatch.NONE));
    }

    /** The layers that nobody made for this service. Where the defaults don't fit what is known to suit it, they win. */
    private EffectivePolicy general(ServiceName service) {
        EffectivePolicy builtIn = EffectivePolicy.builtIn(service);
        PolicyPatch known = KnownServices.find(service).orElse(PolicyPatch.NONE);
        PolicyPatch fitting = defaults.clashOver(builtIn.policy().with(known)).isPresent()
                ? known.without(PolicySetting.BASE_DELAY, PolicySetting.MAX_DELAY)
                : known;
        return builtIn.under(PolicyLayer.KNOWN_SERVICE, fitting).under(PolicyLayer.DEFAULTS, defaults);
    }
}
