package com.meddevo.plan;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
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

    private Components() {}

    /** In the order of declaration. */
    static List<Component> of(Record record) { return KNOWN.get(record.getClass()); }

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
     */
    record Component(String name, OnChange cost, boolean chosenLate, boolean undeclared, MethodHandle accessor) {
        Object of(Record record) {
            try {
                return (Object) accessor.invokeExact(record);
            } catch (Throwable e) {
                throw new IllegalStateException("cannot read " + name + " of a " + record.getClass().getSimpleName(), e);
            }
        }
    }
}
