// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/enrich/heldvalue.h"

#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

namespace muster {

/// What the contacts of a list hold in some of its attributes, by contact id, as one whole reading showed it.
///
/// One arena and a table of offsets, no allocation per contact: id, 3 bytes, per attribute 1 byte and, where it is
/// held, 4 bytes and its text; and 11 to 22 bytes of table. With ids of 36 bytes and two short values 96 bytes a
/// contact, 96 MB a million (`bench_enrich` measures it). Filled by one thread; then immutable, any thread.
class ContactValues
{
public:
    /// A contact that was read.
    class Contact
    {
        friend class ContactValues;
        std::uint64_t m_at = 0; ///< Of its id in the arena.
    };

    /// `attributes`: those that are kept, all of the schema; at most 65,535.
    ContactValues(ListSchema schema, const QStringList &attributes);

    /// `members`: RecordPage::extras(). A contact that comes again counts as it came last.
    void add(std::string_view id, std::string_view members);

    [[nodiscard]] std::optional<Contact> find(std::string_view id) const;
    [[nodiscard]] std::string_view id(Contact contact) const { return idAt(contact.m_at); }
    /// `take(contact)` for each contact that was read, in no order.
    template <typename Take>
    void forEach(const Take &take) const
    {
        for (const std::uint64_t slot : m_slots) {
            Contact contact;
            contact.m_at = slot - 1;
            if (slot != 0)
                take(contact);
        }
    }
    /// `attribute`: place among those kept. The text lives as long as this does.
    [[nodiscard]] HeldValue value(Contact contact, std::size_t attribute) const;
    /// Place among those kept; nullopt: it is not kept.
    [[nodiscard]] std::optional<std::size_t> placeOf(const QString &attribute) const;
    [[nodiscard]] const ListAttribute &attribute(std::size_t place) const { return m_attributes[qsizetype(place)]; }
    [[nodiscard]] std::size_t attributeCount() const { return std::size_t(m_attributes.size()); }

    /// Some contact has a member called like an attribute of the schema. Without one nobody can tell whether contacts
    /// have no values or their list does not show any: a member is the service's to give or not (contract section 6.1).
    [[nodiscard]] bool areShown() const { return m_shown; }
    [[nodiscard]] qint64 contacts() const { return m_contacts; }
    /// Contacts of the list whose record could not be used (F62): what they hold nobody knows.
    void setUnread(qint64 contacts) { m_unread = contacts; }
    [[nodiscard]] qint64 unread() const { return m_unread; }
    [[nodiscard]] std::size_t bytes() const; ///< Of memory.

private:
    [[nodiscard]] std::size_t slotOf(std::string_view id, const std::vector<std::uint64_t> &slots) const;
    [[nodiscard]] std::string_view idAt(std::uint64_t offset) const;
    void grow();

    QList<ListAttribute> m_attributes;
    std::vector<std::string> m_names; ///< UTF-8, of all attributes of the schema; those kept first.
    std::string m_arena;
    std::vector<std::uint64_t> m_slots; ///< Open addressing: offset in the arena + 1; 0: free.
    const std::uint64_t m_seed;
    qint64 m_contacts = 0;
    qint64 m_unread = 0;
    bool m_shown = false;
    struct Cell
    {
        HeldValue::Form form = HeldValue::Form::Nothing;
        std::string text;
    };
    std::vector<Cell> m_cells; ///< Of the contact that is being added.
};
using SharedContactValues = std::shared_ptr<const ContactValues>;

} // namespace muster
