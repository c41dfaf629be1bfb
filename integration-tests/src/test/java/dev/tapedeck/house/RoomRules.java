package dev.tapedeck.house;

import static dev.tapedeck.house.HouseRule.noneOf;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import dev.tapedeck.exchange.Provider;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.house.Room.Storey;
import dev.tapedeck.house.seeded.attic.RoomNobodyNamed;
import dev.tapedeck.house.seeded.cassette.CoreThatKnowsVertx;
import dev.tapedeck.house.seeded.exchange.LeansDownOnCassettes;
import dev.tapedeck.house.seeded.provider.anthropic.DialectThatKnowsAnother;
import dev.tapedeck.house.seeded.storage.memory.StoreThatKnowsTheWeb;
import dev.tapedeck.house.seeded.web.api.ResourceThatKnowsAnAdapter;
import dev.tapedeck.house.seeded.web.api.RoundTheStages;
import dev.tapedeck.house.seeded.web.gateway.DoorWithItsOwnWire;
import dev.tapedeck.house.seeded.web.wiring.WiringThatCalls;
import dev.tapedeck.house.seeded.web.wiring.WiringWithAWayOfItsOwn;
import dev.tapedeck.provider.simulator.SimulatorProvider;
import dev.tapedeck.provider.wire.HttpProvider;
import dev.tapedeck.provider.wire.WireClients;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may lean on whom. */
final class RoomRules {
    private static final Pattern CORE_MAY_USE = Pattern.compile(
            "java\\.(lang|util|time|math|nio|io|text|security)\\..*|java\\.net\\.(URI|URISyntaxException|URLDecoder|URLEncoder)|org\\.jspecify\\.annotations\\..*|com\\.fasterxml\\.jackson\\.core\\..*");
    private static final Pattern HTTP_CLIENT = Pattern.compile(
            "java\\.net\\.http\\..*|java\\.net\\.(HttpURLConnection|URLConnection|Socket)|io\\.vertx\\..*\\.(HttpClient|WebClient|NetClient)\\w*(\\$.*)?|jakarta\\.ws\\.rs\\.client\\..*|org\\.eclipse\\.microprofile\\.rest\\.client\\..*");

    private static final Pattern MAKERS =
            Pattern.compile("dev\\.tapedeck\\.web\\.wiring\\.(House|ProviderAssembly)(\\$.*)?");
    private static final Set<String> WAYS =
            Set.of(HttpProvider.class.getName(), SimulatorProvider.class.getName(), WireClients.class.getName());

    static final List<HouseRule> ALL = List.of(
            new HouseRule(
                    "every class lives in a named room",
                    House.MAIN,
                    noneOf(
                            "live in a room that nobody named",
                            type -> !Room.isAtTheDoor(type) && !House.isPackageInfo(type),
                            type -> Room.of(type).isEmpty()
                                    ? Stream.of("its package is no room of the house")
                                    : Stream.empty()),
                    List.of(RoomNobodyNamed.class)),
            new HouseRule(
                    "the core depends on its allow-list only",
                    House.MAIN,
                    dependency("a core that needs the world", RoomRules::isCore, RoomRules::isForeignToTheCore),
                    List.of(CoreThatKnowsVertx.class)),
            new HouseRule(
                    "rooms of the core lean only on rooms above",
                    House.MAIN,
                    dependency("a core room that leans down", RoomRules::isCore, RoomRules::leansWhereItMayNot),
                    List.of(LeansDownOnCassettes.class)),
            new HouseRule(
                    "adapters depend on the core, never on each other, never on web",
                    House.MAIN,
                    dependency(
                            "an adapter that knows too much",
                            type -> Room.of(type).filter(Room::isAdapter).isPresent(),
                            RoomRules::leansWhereItMayNot),
                    List.of(DialectThatKnowsAnother.class, StoreThatKnowsTheWeb.class)),
            new HouseRule(
                    "in web only wiring touches adapters",
                    House.MAIN,
                    dependency(
                            "a web room that knows an adapter",
                            type -> isOn(type, Storey.WEB),
                            RoomRules::leansWhereItMayNot),
                    List.of(ResourceThatKnowsAnAdapter.class)),
            new HouseRule(
                    "every live call passes the stage line: the wire is used by providers, made by the wiring, and the only client",
                    House.MAIN,
                    dependency(
                            "a way to a provider beside the stage line",
                            type -> !isIn(type, "provider.wire"),
                            RoomRules::reachesAProviderByItself),
                    List.of(DoorWithItsOwnWire.class)),
            new HouseRule(
                    "every live call passes the stage line: only the wiring, which puts the stages together, takes its end",
                    House.MAIN,
                    noneOf(
                            "a way round the stages",
                            type -> !isOn(type, Storey.WIRING),
                            RoomRules::takesTheEndOfTheLine),
                    List.of(RoundTheStages.class)),
            new HouseRule(
                    "every live call passes the stage line: what leads to a provider is made in the two places that put it at the line's end",
                    House.MAIN,
                    noneOf(
                            "a way to a provider of its own",
                            type -> !MAKERS.matcher(type.getFullName()).matches(),
                            RoomRules::makesAWayToAProvider),
                    List.of(WiringWithAWayOfItsOwn.class)),
            new HouseRule(
                    "the wiring makes providers and calls none",
                    House.MAIN,
                    noneOf("a call made by the wiring", type -> isOn(type, Storey.WIRING), RoomRules::exchanges),
                    List.of(WiringThatCalls.class)));

    private RoomRules() {}

    private static ArchRule dependency(String what, Predicate<JavaClass> from, Predicate<Dependency> forbidden) {
        return noneOf(
                what,
                from,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .filter(forbidden)
                        .map(Dependency::getDescription));
    }

    private static boolean isCore(JavaClass type) {
        return Room.isAtTheDoor(type) || isOn(type, Storey.CORE);
    }

    private static boolean isOn(JavaClass type, Storey storey) {
        return Room.of(type).filter(room -> room.storey() == storey).isPresent();
    }

    private static boolean isIn(JavaClass type, String name) {
        return Room.of(type).filter(room -> room.is(name)).isPresent();
    }

    private static boolean isForeignToTheCore(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        return !target.isPrimitive()
                && !Room.isOfTheHouse(target)
                && !CORE_MAY_USE.matcher(target.getName()).matches();
    }

    private static boolean leansWhereItMayNot(Dependency dependency) {
        Optional<Room> from = Room.of(dependency.getOriginClass());
        Optional<Room> to = Room.of(dependency.getTargetClass().getBaseComponentType());
        return from.isPresent() && to.isPresent() && !from.get().mayLeanOn(to.get());
    }

    private static boolean reachesAProviderByItself(Dependency dependency) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean usesTheWire = isIn(target, "provider.wire")
                && Room.of(dependency.getOriginClass())
                        .filter(room -> room.wing().equals("provider") || room.storey() == Storey.WIRING)
                        .isEmpty();
        return usesTheWire || HTTP_CLIENT.matcher(target.getName()).matches();
    }

    private static Stream<String> takesTheEndOfTheLine(JavaClass type) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> access.getTarget().getName().equals("endOfLine")
                        && access.getTargetOwner().isEquivalentTo(ProviderDirectory.class))
                .map(JavaAccess::getDescription);
    }

    private static Stream<String> makesAWayToAProvider(JavaClass type) {
        return Stream.<JavaAccess<?>>concat(
                        type.getConstructorCallsFromSelf().stream(), type.getConstructorReferencesFromSelf().stream())
                .filter(made -> WAYS.contains(made.getTargetOwner().getName()))
                .map(JavaAccess::getDescription);
    }

    private static Stream<String> exchanges(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getName().equals("exchange")
                        && call.getTargetOwner().isAssignableTo(Provider.class))
                .map(JavaAccess::getDescription);
    }
}
