package dev.tapedeck.web.wiring;

import dev.tapedeck.exchange.Suggestion;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** Finds settings of ours that nothing reads: most often a slip of the pen. They don't stop the start. */
final class UnknownSettings {
    private static final String PREFIX = "tapedeck.";

    private UnknownSettings() {}

    /** The names of all settings; {@code *} stands for a provider's id. */
    static Set<String> known() {
        return new TreeSet<>(ConfigMappings.getProperties(ConfigClass.configClass(TapedeckConfig.class))
                .keySet());
    }

    /** A warning for each unknown setting. */
    static List<String> warnings(Config config) {
        Set<String> known = known();
        List<Pattern> patterns = known.stream()
                .map(name -> Stream.of(name.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("(?:[^.]+|\"[^\"]+\")")))
                .map(Pattern::compile)
                .toList();
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> patterns.stream()
                        .noneMatch(pattern -> pattern.matcher(name).matches()))
                .sorted()
                .map(name -> Suggestion.unknown("setting", name, known))
                .toList();
    }
}
