// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactfilter.h"
#include "models/lists/contactorder.h"

namespace muster {

/// All contacts of a snapshot in an order that only depends on their texts: kept, because filters change more often than
/// the order, and a filter over a kept order is a pass of milliseconds.
struct KeptOrder
{
    std::shared_ptr<const ContactTable::Snapshot> contacts;
    ContactSortKey key;
    std::shared_ptr<const std::vector<ContactTable::Row>> rows;
};

struct ViewOrder
{
    JudgedContacts list;
    ContactFilter filter;
    ContactSortKey sort;
    KeptOrder kept; ///< What there is; used where it fits.
    bool keepsPlaces = true; ///< Fill ContactView::places; nobody needs them for reports and plans.
};

struct MadeView
{
    ContactView view;
    KeptOrder kept;
};

/// Filters and sorts. Pure; for a worker, takes idle ones to help. Null when stopped.
[[nodiscard]] std::shared_ptr<const MadeView> makeView(const ViewOrder &order, const std::stop_token &stop);

/// The rows that the filter lets through, ascending. Empty when stopped.
[[nodiscard]] std::vector<ContactTable::Row> filterContacts(const JudgedContacts &list, const ContactFilter &filter,
                                                            const std::stop_token &stop);

} // namespace muster
