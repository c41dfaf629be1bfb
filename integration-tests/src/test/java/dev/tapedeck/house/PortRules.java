package dev.tapedeck.house;

import static dev.tapedeck.house.HouseRule.noneOf;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.tapedeck.Port;
import dev.tapedeck.house.seeded.exchange.PortThatIsNoInterface;
import dev.tapedeck.house.seeded.provider.openai.AdapterOfWhatIsNoPort;
import dev.tapedeck.house.seeded.provider.openai.AdapterWithoutContract;
import dev.tapedeck.house.seeded.storage.memory.PortOutsideTheCore;
import java.util.List;
import java.util.stream.Stream;

/** Ports, and the adapters that keep their promises. */
final class PortRules {
    static final List<HouseRule> ALL = List.of(
            new HouseRule(
                    "ports are interfaces, and stand in the core",
                    House.MAIN,
                    noneOf("a port elsewhere", PortRules::isPort, PortRules::whatMakesItNoPort),
                    List.of(PortThatIsNoInterface.class, PortOutsideTheCore.class)),
            new HouseRule(
                    "adapters implement ports, or what a port hands out, and nothing else of the core",
                    House.MAIN,
                    noneOf(
                            "implement what is no port",
                            PortRules::isAdapter,
                            type -> type.getAllRawInterfaces().stream()
                                    .filter(PortRules::isOfTheCore)
                                    .filter(implemented -> !isPort(implemented) && !isHandedOutByAPort(implemented))
                                    .map(implemented -> implemented.getName() + " is no port")),
                    List.of(AdapterOfWhatIsNoPort.class)),
            new HouseRule(
                    "every adapter of a port has a test that extends that port's contract",
                    House.WHOLE,
                    noneOf(
                            "be an adapter that nobody holds to its port's contract",
                            type -> isAdapter(type) && !House.isTest(type),
                            PortRules::contractsWithoutTest),
                    List.of(AdapterWithoutContract.class)));

    private PortRules() {}

    private static boolean isPort(JavaClass type) {
        return type.isAnnotatedWith(Port.class);
    }

    private static boolean isOfTheCore(JavaClass type) {
        return Room.of(type).filter(room -> room.storey() == Room.Storey.CORE).isPresent();
    }

    private static boolean isAdapter(JavaClass type) {
        return Room.of(type).filter(Room::isAdapter).isPresent();
    }

    private static Stream<String> whatMakesItNoPort(JavaClass port) {
        return Stream.of(
                        port.isInterface() ? "" : "a port that is no interface",
                        isOfTheCore(port) ? "" : "a port outside the core")
                .filter(wrong -> !wrong.isEmpty());
    }

    private static boolean isHandedOutByAPort(JavaClass type) {
        return type.getMethodsWithReturnTypeOfSelf().stream()
                .map(JavaMethod::getOwner)
                .anyMatch(PortRules::isPort);
    }

    private static Stream<String> contractsWithoutTest(JavaClass adapter) {
        if (adapter.isInterface()
                || adapter.getModifiers().contains(JavaModifier.ABSTRACT)
                || adapter.isAnonymousClass()) {
            return Stream.empty();
        }
        return adapter.getAllRawInterfaces().stream()
                .filter(PortRules::isPort)
                .map(port -> port.getSimpleName() + "Contract")
                .filter(contract -> !isHeldTo(contract, adapter))
                .map(contract -> "no test of it extends " + contract);
    }

    /** Whether a test that extends the contract makes or names the adapter. */
    private static boolean isHeldTo(String contract, JavaClass adapter) {
        return adapter.getDirectDependenciesToSelf().stream()
                .map(dependency -> outermost(dependency.getOriginClass()))
                .anyMatch(test -> test.getAllRawSuperclasses().stream()
                        .anyMatch(type -> type.getSimpleName().equals(contract)));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }
}
