package dev.tapedeck.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house keeps its rules, and every rule sees the violation that was seeded for it. */
class HouseRulesTest {
    static Stream<HouseRule> rules() {
        return Stream.of(RoomRules.ALL, PortRules.ALL, ConductRules.ALL).flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void theHouseKeeps(HouseRule rule) {
        assertThat(rule.scope()).as("classes that this rule looks at").isNotEmpty();
        assertThat(rule.brokenBy(rule.scope())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aSeededViolationIsSeenBy(HouseRule rule) {
        List<String> seen = rule.brokenBy(House.SEEDED_VIOLATIONS);

        assertThat(rule.violators())
                .isNotEmpty()
                .allSatisfy(violator ->
                        assertThat(seen).anySatisfy(line -> assertThat(line).contains(violator.getName())));
    }

    @Test
    void everyNamedRoomExists() {
        assertThat(roomsMissingAmong(House.MAIN)).isEmpty();
    }

    @Test
    void aMissingRoomIsSeen() {
        assertThat(roomsMissingAmong(House.SEEDED_VIOLATIONS)).contains("json").doesNotContain("exchange");
    }

    @Test
    void everyModulesTestsAreLookedAt() {
        assertThat(House.TESTS.stream()
                        .flatMap(type -> type.getSource().stream())
                        .map(source -> source.getUri().toString().replaceAll(".*/([^/]+)/target/.*", "$1"))
                        .distinct())
                .contains("core-domain", "adapters-providers", "adapters-storage", "web-ui", "integration-tests");
    }

    private static List<String> roomsMissingAmong(JavaClasses classes) {
        Set<Room> rooms = new HashSet<>();
        for (JavaClass type : classes) {
            if (!House.isPackageInfo(type)) {
                Room.of(type).ifPresent(rooms::add);
            }
        }
        return Room.ALL.stream()
                .filter(room -> !rooms.contains(room))
                .map(Room::name)
                .toList();
    }
}
