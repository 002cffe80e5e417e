// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/segment.h"

#include <QDateTime>
#include <QList>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace muster {

/// The attributes of every segment of the sandbox, in the order of the definition. FaxNumber is deprecated.
enum class SandboxAttribute : std::uint8_t {
    FirstName,
    LastName,
    Email,
    Phone,
    City,
    Country,
    Tier,
    LoyaltyPoints,
    Revenue,
    BirthDate,
    LastPurchase,
    Notes,
    FaxNumber,
};

/// The people of the sandbox. Contact n is a pure function of the seed and n: nothing is stored, so that millions cost
/// nothing at start, and the same seed gives the same world at every start. Immutable; safe on any thread.
///
/// Nobody real is in it: e-mail addresses are at the reserved example domains (RFC 2606), telephone numbers in the
/// ranges that numbering authorities keep for fiction (+1 NPA 555-01xx, Ofcom, ARCEP, BNetzA and ACMA drama numbers).
class SandboxData
{
public:
    SandboxData(quint64 seed, qint64 contacts);

    [[nodiscard]] qint64 contacts() const { return m_contacts; }
    /// Appends the contact's id, 36 characters (8-4-4-4-12). No two contacts of one seed share one.
    void appendId(qint64 contact, std::string &out) const;
    /// The contact whose id that is, however large its number; nothing when no contact of this seed has it.
    [[nodiscard]] std::optional<qint64> contactOf(std::string_view id) const;
    /// 64 bits that depend on the seed, the contact and `salt` only, for what is made of a contact elsewhere.
    [[nodiscard]] quint64 random(qint64 contact, quint64 salt) const;
    /// Appends the value as UTF-8. False, and nothing appended, when the contact lacks the attribute.
    bool appendValue(qint64 contact, SandboxAttribute attribute, std::string &out) const;
    /// Where the contact stands in its block of `block` contacts after a rotation that depends on the seed: each place
    /// is taken exactly once a block, so that shares are exact and the n-th member of a group is found without a scan.
    [[nodiscard]] int place(qint64 contact, int block, quint64 salt) const;

    /// Name, type and validity of all attributes, as a definition shows them.
    [[nodiscard]] static const QList<SegmentAttribute> &attributes();
    [[nodiscard]] static std::optional<SandboxAttribute> attributeFromName(QStringView name);
    /// True when no value of the attribute ever needs escaping in JSON.
    [[nodiscard]] static bool isPlain(SandboxAttribute attribute);

    static constexpr int attributeCount = 13;
    static constexpr int tierBlock = 20; ///< In each: 10 bronze, 6 silver, 3 gold, 1 platinum.
    static constexpr quint64 tierSalt = 0x7469657273;
    static constexpr int goldFrom = 16;
    static constexpr int goldTo = 19; ///< Exclusive.

private:
    [[nodiscard]] quint64 draw(qint64 contact, SandboxAttribute attribute) const;
    void appendEmail(qint64 contact, quint64 random, std::string &out) const;
    void appendPhone(qint64 contact, quint64 random, std::string &out) const;

    quint64 m_seed = 0;
    qint64 m_contacts = 0;
    quint64 m_idBase = 0;
    std::array<quint64, attributeCount> m_bases{};
};

/// An audience segment of the sandbox: which contacts are in it, in which order (that of the contacts), and how it
/// presents itself. Immutable; size and position are found without looking at the contacts.
struct SandboxSegment
{
    QString id; ///< Bare uuid, the same at every start.
    QString name;
    QString status; ///< "Active" or "Inactive".
    int block = 1; ///< See SandboxData::place().
    int from = 0; ///< Members are the contacts whose place is in [from, to).
    int to = 1;
    quint64 salt = 0;
    std::chrono::seconds age{0}; ///< Of the last evaluation on the day of the start; else the shift of its hours.
    bool reevaluated = true; ///< Evaluated anew every 12 h; otherwise it just gets older.

    [[nodiscard]] qint64 size(const SandboxData &data) const;
    /// The contact at `ordinal`, which must be in [0, size).
    [[nodiscard]] qint64 contactAt(const SandboxData &data, qint64 ordinal) const;
    [[nodiscard]] QDateTime lastUpdated(const QDateTime &started, const QDateTime &now) const;
};

/// All segments of the sandbox: everyone, two fresh selections, a stale one, an inactive one and an empty one.
[[nodiscard]] const QList<SandboxSegment> &sandboxSegments();
/// nullptr when there is none of that id.
[[nodiscard]] const SandboxSegment *sandboxSegment(QStringView id);

} // namespace muster
