// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QStringList>
#include <optional>

namespace muster {

/// What a column of an uploaded file becomes in a calling list.
struct CxoneSandboxColumn
{
    enum class Kind {
        Member, ///< `name` is the member of a record that it fills, e.g. "firstName".
        Destination, ///< A number to be dialled; `name` describes it.
        Other, ///< One of otherFields.
    };
    Kind kind = Kind::Member;
    QString name;
    QString column; ///< Its name in the file.
};

/// One record of a calling list as it is now: the ground truth.
struct CxoneSandboxRecord
{
    QString externalId;
    QMap<QString, QString> members; ///< By their names in the API; those that the list has, empty ones included.
    QStringList destinations; ///< Digits; the text as it came where no number could be made of it.
    QMap<QString, QString> others; ///< otherFields, by name.
    bool isValid = false; ///< At least one destination can be dialled.
    bool isFinalized = false; ///< Not to be called any more.
    int attempts = 0;
    QDateTime created, modified; ///< UTC.
    bool operator==(const CxoneSandboxRecord &) const = default;
};

/// How the platform keeps a number: its digits. How it judges them is not known; here 10 to 15 are a number.
[[nodiscard]] QString cxoneSandboxDigits(const QString &number);
[[nodiscard]] bool isCxoneSandboxNumber(QStringView digits);

/// A calling list: what it is and how its columns are mapped. The records that it has from the start are computed,
/// never stored. A value.
struct CxoneSandboxList
{
    enum class Seeds {
        None,
        People, ///< The people of the sandbox, all numbers good.
        Leads, ///< What spreadsheets leave behind; see sandboxLeadPhone().
        Dozen, ///< Twelve records to show around with.
    };
    qint64 id = 0;
    QString name;
    Seeds seeds = Seeds::None;
    qint64 seeded = 0; ///< Records at the start; their places are [0, seeded).
    qint64 firstExternalId = 0; ///< Theirs are this and the following.
    QString externalIdColumn;
    QList<CxoneSandboxColumn> columns;
    std::optional<int> skillId; ///< That calls from it.
    QString status; ///< "Active" or "Inactive".
    QDateTime created; ///< UTC.
    QDateTime expires; ///< Invalid: never.

    /// The record at `place`, in [0, seeded), as it was at the start.
    [[nodiscard]] CxoneSandboxRecord seed(const SandboxData &data, qint64 place) const;
    /// One in 20 of the leads has leading zeros, which a list of numbers cannot name.
    [[nodiscard]] QString seedId(qint64 place) const;
    /// The place of a record that was there at the start.
    [[nodiscard]] std::optional<qint64> seedPlace(const QString &externalId) const;
    /// Whose data it has.
    [[nodiscard]] qint64 seedPerson(qint64 place) const;
    [[nodiscard]] int seedAttempts(const SandboxData &data, qint64 place) const;
    [[nodiscard]] bool isSeedFinalized(const SandboxData &data, qint64 place) const;
    [[nodiscard]] QDateTime seedModified(const SandboxData &data, qint64 place) const;

    static constexpr int stoppedSkill = 3301;
    static constexpr int runningSkill = 3302;
    static constexpr qint64 mostPeople = 20'000;
    /// "Spring renewals", "Imported leads", "A dozen to try", "Nobody yet" and "Winter returns", which is inactive;
    /// then so many of CxoneSandboxSettings::oldLists, "Old list 1" and so on.
    [[nodiscard]] static QList<CxoneSandboxList> all(qint64 contacts, int oldLists, const QDateTime &started);
};

} // namespace muster
