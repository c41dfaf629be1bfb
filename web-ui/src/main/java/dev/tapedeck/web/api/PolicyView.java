package dev.tapedeck.web.api;

import dev.tapedeck.resilience.EffectivePolicy;
import jakarta.ws.rs.core.EntityTag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What holds for a service. */
record PolicyView(
        String service,
        RetryView retry,
        BreakerView circuit,

        @Schema(
                description =
                        "Where each value comes from, by its JSON pointer: `built-in`, `known service`, `defaults`, `services`, `overrides` or `run time`.")
        Map<String, String> sources,

        @Schema(description = "Of what was set at run time; 0 if nothing was. The entity tag.")
        String version,

        @Schema(description = "What may be a slip of the pen.")
        List<String> warnings) {

    static PolicyView of(EffectivePolicy effective, List<String> warnings) {
        Map<String, String> sources = new TreeMap<>();
        effective
                .sources()
                .forEach((setting, layer) -> sources.put(setting.pointer().toString(), layer.id()));
        return new PolicyView(
                effective.service().value(),
                RetryView.of(effective.policy()),
                BreakerView.of(effective.policy().circuit()),
                sources,
                Long.toString(effective.version()),
                warnings);
    }

    static EntityTag tag(long version) {
        return new EntityTag(Long.toString(version));
    }
}
