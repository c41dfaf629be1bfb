package dev.tapedeck.storage.database;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.tapedeck.run.Run;
import dev.tapedeck.run.RunEntry;

/** How runs and what happened in them stand in one column. Everything comes back as it was. */
final class RunColumns {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addMixIn(RunEntry.Content.class, Kinds.class)
            .build();

    private RunColumns() {}

    /** By which the column tells what it holds. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = RunEntry.Action.class, name = "action"),
        @JsonSubTypes.Type(value = RunEntry.Call.class, name = "call"),
        @JsonSubTypes.Type(value = RunEntry.Status.class, name = "status"),
        @JsonSubTypes.Type(value = RunEntry.Step.class, name = "step"),
        @JsonSubTypes.Type(value = RunEntry.Build.class, name = "build"),
        @JsonSubTypes.Type(value = RunEntry.Notice.class, name = "notice"),
        @JsonSubTypes.Type(value = RunEntry.Gap.class, name = "gap")
    })
    private interface Kinds {}

    static String of(Run run) {
        return written(run);
    }

    static Run run(String column) {
        return read(column, Run.class);
    }

    static String of(RunEntry.Content content) {
        return written(content);
    }

    static RunEntry.Content content(String column) {
        return read(column, RunEntry.Content.class);
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException if it is something else */
    private static <T> T read(String column, Class<T> type) {
        try {
            return JSON.readValue(column, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("This is no %s.".formatted(type.getSimpleName()), broken);
        }
    }
}
