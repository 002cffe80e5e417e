// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "network/wire/recordpage.h"

#include <memory>

namespace muster {

/// Reads one contact list, page by page, for a ListWorkbench. Column 0 of a page is the number. Complete only when the
/// last page was there, no link came twice and the count agrees (F67, F68, F72); otherwise the outcome's error is what
/// ListWorkbench::finishReading() is told, and no purge can be planned from it (F110). See Run for its life.
class ListReadRun : public Run
{
    Q_OBJECT

public:
    [[nodiscard]] virtual const QString &listId() const = 0;

Q_SIGNALS:
    void pageArrived(std::shared_ptr<const muster::RecordPage> page);

protected:
    using Run::Run;
};

} // namespace muster
