using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PromoConsole.Engine.Storage;

/// <summary>A document kept as JSON text in one column: read and written whole, compared by its text.</summary>
internal static class JsonColumn
{
    public static PropertyBuilder<T> HasJsonConversion<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(new ToJson<T>(), new ByText<T>());
        return property;
    }

    private sealed class ToJson<T>() : ValueConverter<T, string>(
        document => PromoJson.Write(document), json => PromoJson.Read<T>(json));

    private sealed class ByText<T>() : ValueComparer<T>(
        (left, right) => PromoJson.Write(left) == PromoJson.Write(right),
        document => PromoJson.Write(document).GetHashCode(StringComparison.Ordinal),
        document => PromoJson.Read<T>(PromoJson.Write(document)));
}
