package com.meddevo.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What holds in every module, whatever it does. A module adds the directions in which it may look.
 *
 * <p>To use the rules elsewhere, depend on {@code meddevo-core} with {@code <type>test-jar</type>} and on {@code archunit}, both in scope test:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     private static final JavaClasses MAIN = HouseRules.mainClassesOf("com.meddevo.aws");
 *
 *     @Test
 *     void the_house_rules_hold() { HouseRules.ALL.forEach(rule -> rule.check(MAIN)); }
 *
 *     @Test
 *     void aws_never_sees_the_controller() {
 *         HouseRules.doesNotSee("com.meddevo.aws", "com.meddevo.controller", "a kind is tested without Kubernetes").check(MAIN);
 *     }
 * }
 * }</pre>
 */
public final class HouseRules {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MOST_PARAMETERS = 6;

    public static final ArchRule NAMES_SAY_WHAT_A_CLASS_DOES = noClasses().should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Impl)")
            .because("such a name fits any class, so it tells nothing of this one")
            .allowEmptyShould(true);

    public static final ArchRule CONSTRUCTORS_TAKE_FEW_PARAMETERS = constructors().that()
            .areDeclaredInClassesThat(DescribedPredicate.describe("have behaviour", HouseRules::hasBehaviour)).should(takeFewParameters())
            .because("a class that needs more has more than one task; a record that is pure data may have more")
            .allowEmptyShould(true);

    public static final ArchRule NOTHING_WRITES_TO_THE_CONSOLE = GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
            .because("a person reads the log, or what the command line prints through its own writer")
            .allowEmptyShould(true);

    public static final ArchRule NOTHING_SLEEPS = noClasses().should()
            .callMethodWhere(DescribedPredicate.describe("Thread.sleep",
                    call -> call.getTargetOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep")))
            .because("whoever waits is woken by a clock that a test can move")
            .allowEmptyShould(true);

    public static final ArchRule STATIC_FIELDS_NEVER_CHANGE = fields().that().areStatic()
            .and(DescribedPredicate.describe("are written by people", (JavaMember field) -> !field.getName().startsWith("$")))
            .should().beFinal()
            .because("two environments, or two tests, share a process")
            .allowEmptyShould(true);

    public static final ArchRule PACKAGES_HAVE_NO_CYCLES = SlicesRuleDefinition.slices().matching("com.meddevo.(**)").should()
            .beFreeOfCycles()
            .because("one can be read before the other")
            .allowEmptyShould(true);

    public static final ArchRule PACKAGES_SAY_WHAT_THEY_ARE_FOR = classes().that().areTopLevelClasses().should(liveInADescribedPackage())
            .because("package-info.java is where a reader starts")
            .allowEmptyShould(true);

    public static final ArchRule PUBLIC_TYPES_SAY_WHAT_THEY_STAND_FOR = classes().that().areTopLevelClasses().and().arePublic()
            .should(haveADocComment())
            .because("whoever uses a type from another package reads its comment, not its code")
            .allowEmptyShould(true);

    /** Every rule of this class. */
    public static final List<ArchRule> ALL = List.of(NAMES_SAY_WHAT_A_CLASS_DOES, CONSTRUCTORS_TAKE_FEW_PARAMETERS,
            NOTHING_WRITES_TO_THE_CONSOLE, NOTHING_SLEEPS, STATIC_FIELDS_NEVER_CHANGE, PACKAGES_HAVE_NO_CYCLES,
            PACKAGES_SAY_WHAT_THEY_ARE_FOR, PUBLIC_TYPES_SAY_WHAT_THEY_STAND_FOR);

    private HouseRules() {}

    /** The classes of these packages and what is below them, without tests. */
    public static JavaClasses mainClassesOf(String... packages) {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(packages);
    }

    /**
     * @param from a package; what is below it counts too
     * @param to a package that it must not know; what is below it counts too
     */
    public static ArchRule doesNotSee(String from, String to, String because) {
        return noClasses().that().resideInAPackage(from + "..").should().dependOnClassesThat().resideInAPackage(to + "..").because(because);
    }

    /**
     * @param packages the packages that the classes of {@code from} may use, as ArchUnit writes them: {@code java..}
     */
    public static ArchRule dependsOnNothingBut(String from, String because, String... packages) {
        return classes().that().resideInAPackage(from + "..").should().onlyDependOnClassesThat().resideInAnyPackage(packages)
                .because(because);
    }

    /** Anonymous and local classes get what they capture as parameters, and an enum its name; nobody writes those. */
    private static boolean hasBehaviour(JavaClass type) {
        return !type.isRecord() && !type.isEnum() && !type.isAnonymousClass() && !type.isLocalClass();
    }

    private static ArchCondition<JavaConstructor> takeFewParameters() {
        return new ArchCondition<>("take at most " + MOST_PARAMETERS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int parameters = constructor.getRawParameterTypes().size();
                if (parameters > MOST_PARAMETERS) {
                    events.add(SimpleConditionEvent.violated(constructor, constructor.getFullName() + " takes " + parameters));
                }
            }
        };
    }

    private static ArchCondition<JavaClass> liveInADescribedPackage() {
        return new ArchCondition<>("live in a package with a package-info.java") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                source(type).map(file -> file.resolveSibling("package-info.java")).filter(file -> !Files.exists(file))
                        .ifPresent(file -> events.add(SimpleConditionEvent.violated(type, file + " is missing")));
            }
        };
    }

    private static ArchCondition<JavaClass> haveADocComment() {
        return new ArchCondition<>("have a doc comment") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String comment = "/\\*\\*(?:[^*]+|\\*(?!/))*+\\*/";
                String annotations = "(?:\\s*@\\w+(?:\\((?:[^()\"]|\"(?:\\\\.|[^\"\\\\])*\"|\\([^()\"]*\\))*\\))?)*";
                var declaration = Pattern.compile(comment + annotations + "\\s+public [\\w -]*(class|interface|record|enum|@interface) "
                        + Pattern.quote(type.getSimpleName()) + "\\b");
                source(type).filter(file -> !declaration.matcher(read(file)).find())
                        .ifPresent(file -> events.add(SimpleConditionEvent.violated(type, file + " does not say what it stands for")));
            }
        };
    }

    /** Where the type is written; empty for a type that a generator wrote. */
    private static Optional<Path> source(JavaClass type) {
        return Optional.of(SOURCES.resolve(type.getName().replace('.', '/') + ".java")).filter(Files::exists);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
