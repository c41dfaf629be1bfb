package dev.tapedeck.resilience;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tapedeck.json.JsonPointer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * New values for some of a policy's settings.
 *
 * @param values each of its setting's type and in its range
 */
public record PolicyPatch(Map<PolicySetting, Object> values) {
    /** Changes nothing. */
    public static final PolicyPatch NONE = new PolicyPatch(Map.of());

    private static final JsonFactory JSON = new JsonFactory();

    public PolicyPatch {
        EnumMap<PolicySetting, Object> copy = new EnumMap<>(PolicySetting.class);
        copy.putAll(values);
        copy.forEach((setting, value) -> {
            if (!setting.isLawful(value)) {
                throw new IllegalArgumentException("%s must be %s.".formatted(setting.path(), setting.range()));
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    /** As JSON, which {@link PatchReader} reads: {@code {"retry.max-attempts":2}}. */
    String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<PolicySetting, Object> entry : values.entrySet()) {
                json.writeFieldName(entry.getKey().path());
                write(json, entry.getKey().shown(entry.getValue()));
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }

    /** Values that are right each by itself, but don't fit one another. */
    record Clash(PolicySetting setting, String rule) {
        /** @param service where the service's object stands */
        PolicyFault fault(JsonPointer service) {
            JsonPointer at = service;
            for (String token : setting.pointer().tokens()) {
                at = at.child(token);
            }
            return PolicyFault.of(at, rule);
        }
    }

    /** What would not fit if this were laid over that policy. */
    Optional<Clash> clashOver(ServicePolicy below) {
        PolicyValues merged = new PolicyValues(below, this);
        if (merged.delaysFit()) {
            return Optional.empty();
        }
        PolicySetting changed =
                values.containsKey(PolicySetting.MAX_DELAY) ? PolicySetting.MAX_DELAY : PolicySetting.BASE_DELAY;
        return Optional.of(new Clash(
                changed,
                "must leave the longest wait (%s) at or above the first one (%s)"
                        .formatted(merged.span(PolicySetting.MAX_DELAY), merged.span(PolicySetting.BASE_DELAY))));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The same without these settings. */
    PolicyPatch without(PolicySetting... dropped) {
        Map<PolicySetting, Object> fewer = new EnumMap<>(PolicySetting.class);
        fewer.putAll(values);
        for (PolicySetting setting : dropped) {
            fewer.remove(setting);
        }
        return new PolicyPatch(fewer);
    }
}
