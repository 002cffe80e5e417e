// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contacttable.h"
#include "models/scrub/scrub.h"
#include "models/store/posixfile.h"

namespace muster {

/// The contacts of a list as a table on the disk, so that a scrub reads them as it reads a file. It has no name in any
/// folder and goes with the process, also after kill -9. Immutable: any number of threads.
class ContactSpool
{
public:
    static constexpr int phoneColumn = 1;
    [[nodiscard]] static TableFormat format(); ///< CSV in UTF-8: "contact_id", "phone", and the other members.

    /// All contacts in the list's order. `folder` must be writable. Errors of the disk; Cancelled. Blocks; for a
    /// worker.
    [[nodiscard]] static Result<std::shared_ptr<const ContactSpool>> create(const ContactTable::Snapshot &contacts,
                                                                            const ScrubbedList &list,
                                                                            const QString &folder,
                                                                            const std::stop_token &stop);

    [[nodiscard]] const ScrubbedList &list() const { return m_list; }
    [[nodiscard]] std::unique_ptr<QIODevice> open() const; ///< From its beginning. This object outlives it.

private:
    ContactSpool(PosixFile file, ScrubbedList list)
        : m_file(std::move(file))
        , m_list(std::move(list))
    {
    }

    PosixFile m_file;
    ScrubbedList m_list;
};

} // namespace muster
