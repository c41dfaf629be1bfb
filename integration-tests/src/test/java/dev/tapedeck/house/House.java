package dev.tapedeck.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.core.importer.Locations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The classes that the rules look at, told apart by where they come from: siblings are folders or jars. */
final class House {
    private static final List<String> MODULES =
            List.of("core-domain", "adapters-providers", "adapters-storage", "web-ui", "integration-tests");
    private static final String SEEDED = "dev.tapedeck.house.seeded";

    private static final JavaClasses ALL = new ClassFileImporter().importLocations(locations());

    /** What is delivered. */
    static final JavaClasses MAIN = only("classes that are delivered", type -> !isTest(type) && !isSeeded(type));

    /** The tests of all modules and the testkit. */
    static final JavaClasses TESTS = only("tests", House::isTest);

    /** What is delivered and its tests. */
    static final JavaClasses WHOLE = only("classes", type -> !isSeeded(type));

    /** Classes made to break the rules. */
    static final JavaClasses SEEDED_VIOLATIONS = only("seeded violations", House::isSeeded);

    private House() {}

    /** Main classes from the class path; test classes from the siblings' folders, since only the testkit is published. */
    private static Set<Location> locations() {
        Set<Location> all = new LinkedHashSet<>();
        Locations.ofPackage("dev.tapedeck").stream()
                .filter(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
                .forEach(all::add);
        MODULES.stream()
                .map(module -> Path.of("..", module, "target", "test-classes"))
                .filter(Files::isDirectory)
                .map(Location::of)
                .forEach(all::add);
        return all;
    }

    private static JavaClasses only(String what, Predicate<JavaClass> wanted) {
        return ALL.that(describe(what, type -> Room.isOfTheHouse(type) && wanted.test(type)));
    }

    static boolean isTest(JavaClass type) {
        return !isSeeded(type)
                && type.getSource()
                        .filter(source -> source.getUri().toString().contains("/test-classes/"))
                        .isPresent();
    }

    static boolean isPackageInfo(JavaClass type) {
        return type.getSimpleName().equals("package-info");
    }

    private static boolean isSeeded(JavaClass type) {
        return type.getPackageName().startsWith(SEEDED);
    }
}
