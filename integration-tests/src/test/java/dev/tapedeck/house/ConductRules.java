package dev.tapedeck.house;

import static dev.tapedeck.house.HouseRule.noneOf;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.house.seeded.exchange.CatchesEverything;
import dev.tapedeck.house.seeded.exchange.CatchesThrowable;
import dev.tapedeck.house.seeded.exchange.LooksAtTheClock;
import dev.tapedeck.house.seeded.exchange.RequestHelper;
import dev.tapedeck.house.seeded.exchange.SaysItAloud;
import dev.tapedeck.house.seeded.exchange.SecretAsString;
import dev.tapedeck.house.seeded.exchange.Sleeper;
import dev.tapedeck.house.seeded.exchange.SwitchedOff;
import dev.tapedeck.house.seeded.provider.openai.AdapterThatIsABean;
import dev.tapedeck.house.seeded.storage.database.TravellingEntity;
import dev.tapedeck.house.seeded.web.api.FieldInjected;
import dev.tapedeck.house.seeded.web.api.ResourceThatShowsTheDomain;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How everybody in the house behaves. */
final class ConductRules {
    /** The only methods that may catch everything, as {@code Class.method}: where a stranger's code is called. */
    private static final Set<String> BOUNDARIES = Set.of();

    private static final Pattern CLOCK = Pattern.compile(
            "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)|java\\.time\\.\\w+\\.now|java\\.time\\.Clock\\.(system|tick).*|java\\.util\\.Date\\.<init>");
    private static final Pattern SLEEP = Pattern.compile(
            "java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)");
    private static final Pattern NO_NAME = Pattern.compile(".*(Impl|Manager|Utils?|Helpers?)");
    private static final Pattern SECRET = Pattern.compile("apiKey|.*(ApiKey|[sS]ecret|[pP]assword|[cC]redentials?)");
    private static final Pattern PLAIN_TEXT = Pattern.compile("java\\.lang\\.(String|CharSequence)|char|byte");
    private static final Pattern HTTP_METHOD =
            Pattern.compile("jakarta\\.ws\\.rs\\.(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)");
    private static final Pattern INJECTED =
            Pattern.compile(".*\\.(Inject|ConfigProperty|Autowired|PersistenceContext)");
    private static final Pattern BEAN =
            Pattern.compile("jakarta\\.(inject|enterprise|annotation)\\..*|io\\.quarkus\\.arc\\..*");
    private static final Pattern DISABLED = Pattern.compile(".*\\.(Disabled\\w*|Ignore)");
    private static final Pattern ENTITY =
            Pattern.compile("jakarta\\.persistence\\.(Entity|Embeddable|MappedSuperclass)");

    static final List<HouseRule> ALL = List.of(
            new HouseRule(
                    "the core is handed the time",
                    House.MAIN,
                    noneOf("look at a clock", ConductRules::isCore, type -> calls(type, CLOCK)),
                    List.of(LooksAtTheClock.class)),
            new HouseRule(
                    "nobody sleeps, but for the time itself",
                    House.WHOLE,
                    noneOf("sleep", type -> !type.isAssignableTo(Time.class), type -> calls(type, SLEEP)),
                    List.of(Sleeper.class)),
            new HouseRule(
                    "nobody catches Throwable or Exception but the named boundaries",
                    House.MAIN,
                    noneOf("catch everything", type -> true, ConductRules::catchesOfEverything),
                    List.of(CatchesEverything.class, CatchesThrowable.class)),
            new HouseRule(
                    "no Impl, Manager, Util, Helper",
                    House.WHOLE,
                    noneOf(
                            "have a name that says nothing",
                            type -> NO_NAME.matcher(type.getSimpleName()).matches(),
                            type -> Stream.of("says nothing of what it is")),
                    List.of(RequestHelper.class)),
            new HouseRule(
                    "a secret is a Secret, never a String",
                    House.MAIN,
                    noneOf("hold a secret as text", type -> !looksForSecrets(type), ConductRules::secretsAsText),
                    List.of(SecretAsString.class)),
            new HouseRule(
                    "resources return views, never domain or entity types",
                    House.MAIN,
                    noneOf("show what is inside", ConductRules::isResource, ConductRules::innerTypesReturned),
                    List.of(ResourceThatShowsTheDomain.class)),
            new HouseRule(
                    "entities never leave their room",
                    House.MAIN,
                    noneOf("be an entity in the open", type -> isAnnotated(type, ENTITY), ConductRules::usesElsewhere),
                    List.of(TravellingEntity.class)),
            new HouseRule(
                    "no field injection",
                    House.MAIN,
                    noneOf(
                            "inject fields",
                            type -> true,
                            type -> type.getFields().stream()
                                    .filter(field -> isAnnotated(field, INJECTED))
                                    .map(JavaMember::getFullName)),
                    List.of(FieldInjected.class)),
            new HouseRule(
                    "adapters carry no CDI annotation, but for Panache",
                    House.MAIN,
                    noneOf(
                            "be a bean",
                            type -> Room.of(type).filter(Room::isAdapter).isPresent() && !isPanache(type),
                            type -> carriersOf(type, BEAN)),
                    List.of(AdapterThatIsABean.class)),
            new HouseRule(
                    "no System.out",
                    House.WHOLE,
                    noneOf("print", type -> true, ConductRules::prints),
                    List.of(SaysItAloud.class)),
            new HouseRule(
                    "no disabled test",
                    House.TESTS,
                    noneOf("be switched off", type -> true, type -> carriersOf(type, DISABLED)),
                    List.of(SwitchedOff.class)));

    private ConductRules() {}

    private static boolean isCore(JavaClass type) {
        return !House.isTest(type)
                && (Room.isAtTheDoor(type)
                        || Room.of(type)
                                .filter(room -> room.storey() == Room.Storey.CORE)
                                .isPresent());
    }

    private static Stream<String> calls(JavaClass type, Pattern forbidden) {
        return type.getAccessesFromSelf().stream()
                .filter(access -> forbidden.matcher(nameOf(access.getTarget())).matches())
                .map(JavaAccess::getDescription);
    }

    private static String nameOf(AccessTarget target) {
        return target.getOwner().getName() + "." + target.getName();
    }

    private static Stream<String> catchesOfEverything(JavaClass type) {
        return type.getCodeUnits().stream()
                .filter(unit -> !BOUNDARIES.contains(type.getSimpleName() + "." + unit.getName()))
                .flatMap(unit -> unit.getTryCatchBlocks().stream().filter(block -> catchesEverything(unit, block)))
                .map(block -> "catches everything at " + block.getSourceCodeLocation());
    }

    private static boolean catchesEverything(JavaCodeUnit unit, TryCatchBlock block) {
        return block.getCaughtThrowables().stream()
                .anyMatch(caught -> caught.isEquivalentTo(Exception.class)
                        || (caught.isEquivalentTo(Throwable.class) && !isTryWithResources(unit)));
    }

    /** The compiler turns a try with resources into a catch of Throwable that adds what closing threw. */
    private static boolean isTryWithResources(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getName().equals("addSuppressed"));
    }

    /** The redactor's own matter: what it finds in texts is text. */
    private static boolean looksForSecrets(JavaClass type) {
        return Room.of(type).filter(room -> room.is("storage.redaction")).isPresent();
    }

    private static Stream<String> secretsAsText(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> isSecretAsText(field.getName(), field.getType().getAllInvolvedRawTypes()))
                .map(JavaMember::getFullName);
        Stream<String> methods = type.isInterface()
                ? type.getMethods().stream()
                        .filter(method -> isSecretAsText(
                                method.getName(), method.getReturnType().getAllInvolvedRawTypes()))
                        .map(JavaMember::getFullName)
                : Stream.empty();
        return Stream.concat(fields, methods);
    }

    private static boolean isSecretAsText(String name, Set<JavaClass> types) {
        return SECRET.matcher(name).matches()
                && types.stream()
                        .anyMatch(type -> PLAIN_TEXT
                                .matcher(type.getBaseComponentType().getName())
                                .matches());
    }

    private static boolean isResource(JavaClass type) {
        return isAnnotated(type, Pattern.compile("jakarta\\.ws\\.rs\\.Path"));
    }

    private static Stream<String> innerTypesReturned(JavaClass resource) {
        return resource.getMethods().stream()
                .filter(method -> isAnnotated(method, HTTP_METHOD))
                .flatMap(ConductRules::innerTypesReturned);
    }

    private static Stream<String> innerTypesReturned(JavaMethod method) {
        return method.getReturnType().getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(type -> isCore(type)
                        || isAnnotated(type, ENTITY)
                        || Room.of(type).filter(Room::isAdapter).isPresent())
                .map(type -> method.getFullName() + " returns " + type.getName());
    }

    private static Stream<String> usesElsewhere(JavaClass entity) {
        return entity.getDirectDependenciesToSelf().stream()
                .filter(dependency -> !Room.of(dependency.getOriginClass()).equals(Room.of(entity)))
                .map(dependency -> dependency.getDescription());
    }

    private static boolean isPanache(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(implemented -> implemented.getSimpleName().startsWith("Panache"));
    }

    private static Stream<String> carriersOf(JavaClass type, Pattern annotation) {
        Stream<HasAnnotations<?>> carriers = Stream.concat(Stream.of(type), type.getMembers().stream());
        return carriers.filter(carrier -> isAnnotated(carrier, annotation)).map(HasAnnotations::getDescription);
    }

    private static boolean isAnnotated(HasAnnotations<?> carrier, Pattern annotation) {
        Predicate<JavaAnnotation<?>> named =
                found -> annotation.matcher(found.getRawType().getName()).matches();
        return carrier.getAnnotations().stream().anyMatch(named);
    }

    private static Stream<String> prints(JavaClass type) {
        Stream<String> streams = type.getFieldAccessesFromSelf().stream()
                .filter(access -> nameOf(access.getTarget()).matches("java\\.lang\\.System\\.(out|err)"))
                .map(JavaAccess::getDescription);
        Stream<String> traces = type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTarget().getName().equals("printStackTrace"))
                .map(JavaAccess::getDescription);
        return Stream.concat(streams, traces);
    }
}
