// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/runs/run.h"
#include "network/wire/recordpage.h"

#include <memory>

namespace muster {

class Clock;

/// Reads one contact list, page by page, for a ListWorkbench. Column 0 of a page is the number. Complete only when the
/// last page was there, no link came twice and the count agrees (F67, F68, F72); otherwise the outcome's error is what
/// ListWorkbench::finishReading() is told, and no purge can be planned from it (F110). See Run for its life.
class ListReadRun : public Run
{
    Q_OBJECT

public:
    [[nodiscard]] virtual const QString &listId() const = 0;
    /// Asks for no more pages until proceed(); what was asked for already still arrives. Not a pause in the sense of
    /// Run: the run goes on living, and nothing has to be taken up again.
    void hold();
    void proceed();
    [[nodiscard]] bool isHeld() const { return m_isHeld; }

Q_SIGNALS:
    void pageArrived(std::shared_ptr<const muster::RecordPage> page);
    void heldChanged(bool held);

protected:
    using Run::Run;
    /// To be awaited before each page: resumes when the run is not held, or has been stopped.
    [[nodiscard]] QCoro::Task<void> whileHeld(Clock &clock, std::stop_token stop);

private:
    bool m_isHeld = false;
};

} // namespace muster
