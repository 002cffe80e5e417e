// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"

#include <QJsonObject>

namespace muster {

/// What a person exports again and again, under a name; of which segment and of which tenant is said each time.
struct ExportPreset
{
    QString name;
    QStringList attributes; ///< In the order of the columns; empty: all that are valid.
    QList<SegmentFilter> filters;
    FileFormat format = FileFormat::Csv;
    TextProfile textProfile = TextProfile::Machines;
    bool byteOrderMark = false; ///< Of CSV.
    TreatedColumns treated; ///< The key is that of the day.
    QString target; ///< Absolute file name with places for what varies, see presetTarget(); empty: asked each time.
    bool operator==(const ExportPreset &) const = default;
};

/// All but the name, for what is kept: attributes, filters [{attribute, operator, value}], format, textProfile, target,
/// and where they are set byteOrderMark and treated [{column, treatment}].
[[nodiscard]] QJsonObject presetContent(const ExportPreset &preset);
/// Nothing when a member is missing, of another type, unknown, or there are more than 1,000 attributes or 100 filters,
/// or when the target is not absolute.
[[nodiscard]] std::optional<ExportPreset> presetFromContent(const QJsonObject &content);

/// The preset that an order makes: of its file name the segment's name becomes {segment} and the day {date}, where they
/// stand in it.
[[nodiscard]] ExportPreset presetOf(const ExportOrder &order, const QString &name, const QDate &today);
/// The file for that segment on that day: {segment} is safeFileName() of its name, {date} is 2026-03-04; what else
/// stands in braces stays. Empty where the preset has none.
[[nodiscard]] QString presetTarget(const ExportPreset &preset, const QString &segmentName, const QDate &today);

/// What the preset names, as attribute, in a filter or for a treatment, and the segment does not have, in the preset's
/// order, none twice.
[[nodiscard]] QStringList unknownAttributes(const ExportPreset &preset, const QList<SegmentAttribute> &attributes);

/// A part of a file name that holds nothing but small letters, digits and dashes, made of words of a server (S19);
/// "segment" where nothing is left of them.
[[nodiscard]] QString safeFileName(const QString &name);

} // namespace muster
