// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/capability.h"
#include "ui/common/forward.h"

#include <QList>
#include <QWidget>
#include <utility>

namespace muster {

/// Above a page: what the tenant cannot do of it, with the reason, and in one line what Muster does there in another way
/// than the server's own, which opens to how. Hidden where everything is the server's own. GUI thread.
class CapabilityBar : public QWidget
{
    Q_OBJECT

public:
    explicit CapabilityBar(QWidget *parent = nullptr);
    /// The jobs of a page. Whether the line is open stays as the person left it.
    void setCapabilities(const QList<std::pair<Job, Capability>> &capabilities);

private:
    void showWords();

    QList<std::pair<Job, Capability>> m_emulated;
    PlainLabel *m_unavailable = nullptr;
    QWidget *m_line = nullptr;
    PlainLabel *m_emulatedJobs = nullptr;
    QPushButton *m_open = nullptr;
    PlainLabel *m_how = nullptr;
    bool m_isOpen = false;
};

} // namespace muster
