package dev.tapedeck.resilience;

import dev.tapedeck.exchange.Names;
import dev.tapedeck.exchange.Suggestion;
import dev.tapedeck.json.JsonPointer;
import dev.tapedeck.resilience.JsonLeaves.Leaf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads what somebody gave for one service. Members are nested ({@code {"retry":{"maxAttempts":2}}}) or dotted
 * ({@code {"retry.max-attempts":2}}), in camelCase or kebab-case; durations are texts, numbers of seconds, or numbers of
 * milliseconds under a name that ends in {@code Ms}.
 */
final class PatchReader {
    private static final Map<String, Member> MEMBERS = members();
    private static final Set<String> GROUPS = Set.of("", "retry", "retry.budget", "circuit");
    private static final Set<String> NAMES = Set.of("service", "name", "serviceName", "service-name");
    private static final List<String> KNOWN = Arrays.stream(PolicySetting.values())
            .map(setting -> setting.pointer().toString())
            .toList();

    private final ServiceName service;
    private final Map<PolicySetting, Object> values = new EnumMap<>(PolicySetting.class);
    private final List<PolicyFault> faults = new ArrayList<>();
    private final List<PolicyFault> unknown = new ArrayList<>();

    private PatchReader(ServiceName service) {
        this.service = service;
    }

    /** A name under which a setting is given. */
    private record Member(PolicySetting setting, boolean millis) {
        Optional<Object> read(GivenValue given) {
            return millis && setting.type() instanceof ValueType.Span span
                    ? span.readMillis(given)
                    : setting.type().read(given);
        }

        String range() {
            return millis ? setting.range() + ", as a number of milliseconds" : setting.range();
        }
    }

    /**
     * What was read.
     *
     * @param patch the values that are right
     * @param faults what must not be used
     * @param unknown members that mean nothing
     */
    record Result(PolicyPatch patch, List<PolicyFault> faults, List<PolicyFault> unknown) {
        /**
         * What must not be used over that policy.
         *
         * @param at where the service's object stands
         */
        List<PolicyFault> faultsOver(ServicePolicy below, JsonPointer at) {
            return faults.isEmpty()
                    ? patch.clashOver(below).stream()
                            .map(clash -> clash.fault(at))
                            .toList()
                    : faults;
        }
    }

    private static Map<String, Member> members() {
        Map<String, Member> members = new HashMap<>();
        for (PolicySetting setting : PolicySetting.values()) {
            String camelCase = String.join(".", setting.pointer().tokens());
            members.put(setting.path(), new Member(setting, false));
            members.put(camelCase, new Member(setting, false));
            if (setting.type() instanceof ValueType.Span) {
                members.put(setting.path() + "-ms", new Member(setting, true));
                members.put(camelCase + "Ms", new Member(setting, true));
            }
        }
        return Map.copyOf(members);
    }

    /** @param prefix how many tokens of each pointer lead to the service's object */
    static Result read(ServiceName service, List<Leaf> leaves, int prefix) {
        PatchReader reader = new PatchReader(service);
        for (Leaf leaf : leaves) {
            List<String> tokens = leaf.at().tokens();
            reader.member(String.join(".", tokens.subList(prefix, tokens.size())), leaf);
        }
        return new Result(new PolicyPatch(reader.values), List.copyOf(reader.faults), List.copyOf(reader.unknown));
    }

    private void member(String name, Leaf leaf) {
        Member member = MEMBERS.get(name);
        if (member != null) {
            set(member, leaf);
        } else if (GROUPS.contains(name)) {
            group(leaf);
        } else if (NAMES.contains(name)) {
            serviceName(leaf);
        } else {
            other(name, leaf.at());
        }
    }

    private void set(Member member, Leaf leaf) {
        Optional<Object> value = member.read(leaf.value());
        if (value.isEmpty()) {
            fault(leaf.at(), "must be " + member.range());
        } else if (values.putIfAbsent(member.setting(), value.get()) != null) {
            fault(leaf.at(), "stands there twice, under two names: keep one");
        }
    }

    private void group(Leaf leaf) {
        if (!(leaf.value() instanceof GivenValue.Empty)) {
            fault(leaf.at(), "must be an object");
        }
    }

    private void serviceName(Leaf leaf) {
        if (!leaf.value().equals(new GivenValue.Text(service.value()))) {
            fault(leaf.at(), "can't change the name of the service: leave it out");
        }
    }

    /** An object where a value belongs is a fault; any other name means nothing. */
    private void other(String name, JsonPointer at) {
        Optional<Member> outer = MEMBERS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst();
        if (outer.isPresent()) {
            fault(at, "stands inside a value, which must be " + outer.get().range());
        } else {
            unknown.add(new PolicyFault(at, Suggestion.unknown("member", asPointer(name), KNOWN)));
        }
    }

    private static String asPointer(String name) {
        return Names.shown(Arrays.stream(name.split("\\.", -1)).collect(Collectors.joining("/", "/", "")));
    }

    private void fault(JsonPointer at, String what) {
        faults.add(PolicyFault.of(at, what));
    }
}
