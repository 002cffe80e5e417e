// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/sandbox/sandboxdata.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <optional>
#include <string>
#include <string_view>

namespace muster {

/// What is the matter with a lead's number. In each block of 60 leads every kind has its share.
enum class SandboxLead : std::uint8_t {
    CleanUs,
    CleanGb,
    CleanCa,
    National, ///< (212) 555-0123, 020 7946 0123: no country code.
    Punctuated,
    Extension,
    Letters,
    TextAround,
    TooShort,
    TooLong,
    TollFree,
    Voip,
    Premium,
    OtherRegion, ///< JM and others under +1; FR, DE, AU.
    Exponent, ///< 4.42079E+11
    LostPlus,
    LostZero, ///< National, and the leading zero gone.
    Apostrophe,
    Empty,
    Words,
    OtherScript,
    Twin, ///< The number of the block's first CleanUs, written differently.
};
constexpr int sandboxLeadCount = 22;

struct SandboxLeadPhone
{
    SandboxLead kind = SandboxLead::CleanUs;
    std::string phone;
    std::string_view country; ///< That the number belongs to; empty where that cannot be told.
};

/// How many leads the list has: whole blocks.
constexpr qint64 sandboxLeads = 2400;
/// The number of the lead at `place`, in [0, sandboxLeads). US and GB numbers meet only in twins; where the range for
/// fiction is smaller (toll-free, Jamaica), two leads may well share one.
[[nodiscard]] SandboxLeadPhone sandboxLeadPhone(const SandboxData &data, qint64 place);

/// A fictional number in the US as E.164, different for each `place` in [0, 6000).
[[nodiscard]] std::string sandboxUsNumber(const SandboxData &data, qint64 place);

/// One contact of a contact list, as a page shows it.
struct SandboxListContact
{
    QByteArray id; ///< Bare uuid; in one list only.
    QByteArray phone; ///< Text of any kind, UTF-8.
    std::optional<QByteArray> firstName; ///< Nothing: the member is absent.
    std::optional<QByteArray> country; ///< ISO 3166-1 alpha-2; absent in a part of the contacts.
    QByteArray updatedAt; ///< RFC 3339, UTC.
    /// What it holds at the start and what was merged into it: names of attributes and JSON texts, in the order in
    /// which they came first.
    QList<QPair<QString, QByteArray>> enriched = {};
    bool operator==(const SandboxListContact &) const = default;
};

/// A contact list of the sandbox as it is at the start: computed, never stored. Immutable.
struct SandboxList
{
    enum class Kind {
        Everyone, ///< The people of the segments, their numbers mostly clean.
        Leads, ///< What spreadsheets and web forms leave behind; see sandboxLeadPhone().
        Dozen, ///< Twelve contacts to show around with, one of each kind.
        Nobody,
        Plain, ///< Clean numbers under a name that needs quoting.
    };
    QString id; ///< Bare uuid, the same at every start.
    QString name;
    Kind kind = Kind::Everyone;
    qint64 fixedSize = -1; ///< -1: all contacts of the tenant.

    [[nodiscard]] qint64 size(const SandboxData &data) const;
    /// The contact at `place`, in [0, size), as it is at the start.
    [[nodiscard]] SandboxListContact contact(const SandboxData &data, qint64 place) const;
    /// Appends the id of the contact at `place`.
    void appendContactId(const SandboxData &data, qint64 place, std::string &out) const;

    /// All lists, in the order of the index.
    [[nodiscard]] static const QList<SandboxList> &all();
    /// nullptr when there is none of that id.
    [[nodiscard]] static const SandboxList *find(QStringView id);
};

/// Where a contact belongs.
struct SandboxListPlace
{
    const SandboxList *list = nullptr;
    qint64 place = 0;
};
/// Nothing when no list ever held a contact of that id.
[[nodiscard]] std::optional<SandboxListPlace> sandboxListPlace(const SandboxData &data, const QString &contactId);

} // namespace muster
