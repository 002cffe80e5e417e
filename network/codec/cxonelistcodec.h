// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"
#include "network/wire/recordpage.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QList>
#include <QStringList>
#include <memory>
#include <optional>

namespace muster {

// NICE CXone's calling lists as something to be written to: which there are, what calls from them, which columns of a
// file fill what. Bytes <-> values, as the published specifications say. Pure, safe on any thread.

/// A calling list of the index.
struct CxoneCallList
{
    QString id; ///< In digits.
    QString name, status;
    QDateTime created, lastUpdated; ///< UTC; null: not said.
    qint64 size = -1; ///< Rows of files that became no record count, too; -1: not said.
    /// Whether they run the index does not say. Nothing: which there are it does not say in a way that can be read;
    /// that they are none would have to be guessed.
    std::optional<QList<Dialer>> skills;
    QDateTime uploaded = {}; ///< UTC; null: not said.
    // Records; -1: not said, or what is said is no count.
    qint64 valid = -1, invalid = -1, finalized = -1;
    qint64 callable = -1; ///< Still to be called.
    qint64 retried = -1; ///< Over all its skills.
    bool operator==(const CxoneCallList &) const = default;
};
struct CxoneCallLists
{
    QList<CxoneCallList> lists;
    qint64 total = -1; ///< Over all pages; -1: not said.
};
/// An empty body is an empty page: the API answers 204 where there is nothing (left).
[[nodiscard]] Result<CxoneCallLists> readCxoneCallLists(const QByteArray &body);

/// A page of the index of skills: which run. One that does not say is Unknown.
struct CxoneSkillStates
{
    QHash<QString, Dialer::State> states; ///< By id.
    qint64 received = 0; ///< On the page.
    qint64 total = -1; ///< Over all pages; -1: not said.
};
[[nodiscard]] Result<CxoneSkillStates> readCxoneSkillStates(const QByteArray &body);

/// A page of call attempts to the people of a list.
struct CxoneAttempts
{
    qint64 received = 0; ///< On the page.
    QString first; ///< Contact and time of the first one, which no other page begins with; empty: not said.
    QDateTime newest; ///< UTC; null: none says when it was.
};
/// An empty body is an empty page.
[[nodiscard]] Result<CxoneAttempts> readCxoneAttempts(const QByteArray &body);

/// A field of a list's own, and the column of an uploaded file that fills it.
struct CxoneListField
{
    QString attribute; ///< As exports call it: "otherFields.Plan".
    QString column;
    bool operator==(const CxoneListField &) const = default;
};
/// The fields of a list's own as some of its records show them, each once. One of which they do not say the column, or
/// two different ones, is left out: nobody could write to it. Of an empty body there are none.
[[nodiscard]] Result<QList<CxoneListField>> readCxoneListFields(const QByteArray &body);

/// The members of a record that an upload may fill, as exports call them, in the specification's order.
[[nodiscard]] const QStringList &cxoneStandardFields();

/// What pages of a list show of its contacts, as it is asked for: which attributes, from where on, and how many records
/// the first page said that there are. A cursor of Muster's own.
struct CxoneValuesPlace
{
    QStringList attributes;
    QByteArray place; ///< A CxonePlace's.
    qint64 total = -1; ///< As the first page said; -1: not said, or not read yet.

    [[nodiscard]] QByteArray cursor() const;
    /// nullopt: cursor() has not written it.
    [[nodiscard]] static std::optional<CxoneValuesPlace> fromCursor(const QByteArray &cursor);
};

/// Pages whose extras hold the attributes that RawPage::asked, a CxoneValuesPlace, names; what is empty is left out.
/// UnexpectedShape "list_moves" where a page says another number of records than the first one did: records may have
/// been passed over. Else as cxoneDecoder().
[[nodiscard]] std::shared_ptr<const PageDecoder> cxoneValuesDecoder();

} // namespace muster
