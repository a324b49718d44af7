package com.meddevo.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Stream;

/**
 * The components of record classes, looked up once for each class: reflection's own answers are copied on every call, and a plan of a thousand
 * apps asks a hundred thousand times.
 */
final class Components {
    private static final ClassValue<List<Component>> KNOWN = new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Components::look).toList();
        }
    };

    private static final ClassValue<Boolean> WATCHED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return KNOWN.get(type).stream().anyMatch(Component::watched)
                    || Stream.of(type.getRecordComponents()).anyMatch(component -> isWatched(component.getGenericType()));
        }
    };

    private Components() {}

    /** In the order of declaration. */
    static List<Component> of(Record record) { return KNOWN.get(record.getClass()); }

    /** Whether a record of this class has, at whatever depth, a component that nobody declares and that is reported all the same. */
    static boolean isWatched(Type type) {
        return switch (type) {
            case Class<?> record when record.isRecord() -> WATCHED.get(record);
            case ParameterizedType of -> Stream.of(of.getActualTypeArguments()).anyMatch(Components::isWatched);
            default -> false;
        };
    }

    /**
     * A record of the same class with other values.
     *
     * @param values in the order of declaration
     */
    static Object rebuild(Record like, List<Object> values) {
        var components = like.getClass().getRecordComponents();
        try {
            var constructor = like.getClass()
                    .getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true); // kinds keep their states' parts package-private
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot rebuild a " + like.getClass().getSimpleName(), e);
        }
    }

    private static Component look(RecordComponent component) {
        var accessor = component.getAccessor();
        accessor.setAccessible(true); // kinds keep their states' parts package-private
        try {
            return new Component(component.getName(), component.getAnnotation(OnChange.class),
                    component.getAnnotation(OnDrift.class),
                    component.isAnnotationPresent(ChosenLate.class), component.isAnnotationPresent(Undeclared.class),
                    MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Record.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /**
     * One component of a record class.
     *
     * @param cost null when nothing is said
     * @param weight null when nothing is said
     */
    record Component(String name, OnChange cost, OnDrift weight, boolean chosenLate, boolean undeclared, MethodHandle accessor) {
        /** Whether nobody declares it and it is reported all the same. */
        boolean watched() { return undeclared && weight != null; }

        Object of(Record record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (Throwable e) {
                throw new IllegalStateException("cannot read " + name + " of a " + record.getClass().getSimpleName(), e);
            }
        }
    }
}
