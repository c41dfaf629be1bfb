package dev.tapedeck.house;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One room of the house: a package with everything below it.
 *
 * @param name the package, seen from the house's own
 */
record Room(Storey storey, String name) {
    private static final String HOUSE = "dev.tapedeck";
    private static final String SEEDED = "house.seeded.";

    /** Where a room lies, and what it may lean on. */
    enum Storey {
        /** Leans only on the core rooms listed before it. */
        CORE,
        /** One technology, or one dialect: knows the core and what its storey shares. */
        ADAPTER,
        /** Used by the adapters of its own storey. */
        SHARED,
        /** The way in. */
        WEB,
        /** The one place that knows them all. */
        WIRING
    }

    /** Every room there is, the core's in their order. A new room is one more line. */
    static final List<Room> ALL = List.of(
            new Room(Storey.CORE, "exchange"),
            new Room(Storey.CORE, "json"),
            new Room(Storey.CORE, "declared"),
            new Room(Storey.CORE, "redaction"),
            new Room(Storey.CORE, "audit"),
            new Room(Storey.CORE, "cassette"),
            new Room(Storey.CORE, "transfer"),
            new Room(Storey.CORE, "resilience"),
            new Room(Storey.CORE, "pipeline"),
            new Room(Storey.CORE, "build"),
            new Room(Storey.CORE, "run"),
            new Room(Storey.CORE, "playbook"),
            new Room(Storey.SHARED, "provider.wire"),
            new Room(Storey.SHARED, "provider.sse"),
            new Room(Storey.SHARED, "provider.batch"),
            new Room(Storey.SHARED, "provider.completion"),
            new Room(Storey.ADAPTER, "provider.openai"),
            new Room(Storey.ADAPTER, "provider.anthropic"),
            new Room(Storey.ADAPTER, "provider.gemini"),
            new Room(Storey.ADAPTER, "provider.generic"),
            new Room(Storey.ADAPTER, "provider.simulator"),
            new Room(Storey.ADAPTER, "provider.resilience"),
            new Room(Storey.ADAPTER, "provider.tokens"),
            new Room(Storey.SHARED, "storage.document"),
            new Room(Storey.SHARED, "storage.cache"),
            new Room(Storey.SHARED, "storage.disk"),
            new Room(Storey.SHARED, "storage.declared"),
            new Room(Storey.ADAPTER, "storage.memory"),
            new Room(Storey.ADAPTER, "storage.file"),
            new Room(Storey.ADAPTER, "storage.database"),
            new Room(Storey.ADAPTER, "storage.formats"),
            new Room(Storey.ADAPTER, "storage.search"),
            new Room(Storey.ADAPTER, "storage.redaction"),
            new Room(Storey.ADAPTER, "storage.pipeline"),
            new Room(Storey.ADAPTER, "storage.playbook"),
            new Room(Storey.ADAPTER, "storage.prompt"),
            new Room(Storey.ADAPTER, "storage.schema"),
            new Room(Storey.ADAPTER, "storage.prices"),
            new Room(Storey.WEB, "web.gateway"),
            new Room(Storey.WEB, "web.transfer"),
            new Room(Storey.WEB, "web.watch"),
            new Room(Storey.WEB, "web.resilience"),
            new Room(Storey.WEB, "web.build"),
            new Room(Storey.WEB, "web.run"),
            new Room(Storey.WEB, "web.playbook"),
            new Room(Storey.WEB, "web.api"),
            new Room(Storey.WEB, "web.dashboard"),
            new Room(Storey.WEB, "web.schedule"),
            new Room(Storey.WIRING, "web.wiring"));

    /** The room of a class of the house, or of a seeded one that plays its part there. */
    static Optional<Room> of(JavaClass type) {
        return place(type)
                .flatMap(place -> ALL.stream()
                        .filter(room -> place.equals(room.name) || place.startsWith(room.name + "."))
                        .max(Comparator.comparingInt(room -> room.name.length())));
    }

    static boolean isOfTheHouse(JavaClass type) {
        return place(type).isPresent();
    }

    /** Whether the class stands at the door itself, in no room: the house's own vocabulary. */
    static boolean isAtTheDoor(JavaClass type) {
        return place(type).filter(String::isEmpty).isPresent();
    }

    private static Optional<String> place(JavaClass type) {
        String where = type.getPackageName();
        if (where.equals(HOUSE)) {
            return Optional.of("");
        }
        if (!where.startsWith(HOUSE + ".")) {
            return Optional.empty();
        }
        String place = where.substring(HOUSE.length() + 1);
        return Optional.of(place.startsWith(SEEDED) ? place.substring(SEEDED.length()) : place);
    }

    boolean is(String otherName) {
        return name.equals(otherName);
    }

    /** The part of the building: {@code provider}, {@code storage}, {@code web}, or the room itself in the core. */
    String wing() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    boolean isAdapter() {
        return storey == Storey.ADAPTER || storey == Storey.SHARED;
    }

    /** Whether classes in here may use those in the other room. */
    boolean mayLeanOn(Room other) {
        if (equals(other) || storey == Storey.WIRING) {
            return true;
        }
        return switch (other.storey) {
            case CORE -> storey != Storey.CORE || ALL.indexOf(other) < ALL.indexOf(this);
            case SHARED -> isAdapter() && wing().equals(other.wing());
            case ADAPTER, WIRING -> false;
            case WEB -> storey == Storey.WEB;
        };
    }
}
