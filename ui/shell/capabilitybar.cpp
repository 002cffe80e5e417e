// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/capabilitybar.h"

#include "models/text/connectiontexts.h"
#include "network/wire/mapped.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"

#include <QPushButton>

namespace muster {

CapabilityBar::CapabilityBar(QWidget *parent)
    : QWidget(parent)
    , m_unavailable(wrappedLabel(this, "unavailableJobsLabel", ColourRole::Warn))
    , m_line(new QWidget(this))
    , m_emulatedJobs(elidedLabel(m_line, "emulatedJobsLabel", ColourRole::Muted))
    , m_open(pushButton(m_line, "howEmulatedButton", {}))
    , m_how(wrappedLabel(this, "howEmulatedLabel", ColourRole::Muted))
{
    connect(m_open, &QPushButton::clicked, this, [this] {
        m_isOpen = !m_isOpen;
        showWords();
    });
    fillRow(m_line, space::m, {{m_emulatedJobs, 1}, m_open});
    fillColumn(this, space::s, {m_unavailable, m_line, m_how}, QMargins(space::l, space::s, space::l, 0));
    setCapabilities({});
}

void CapabilityBar::setCapabilities(const QList<std::pair<Job, Capability>> &capabilities)
{
    QStringList unavailable;
    m_emulated.clear();
    for (const auto &[job, capability] : capabilities) {
        if (capability.mode == Capability::Mode::Unavailable)
            unavailable << capabilityText(job, capability);
        else if (capability.mode == Capability::Mode::Emulated)
            m_emulated.append({job, capability});
    }
    m_unavailable->setPlainParagraphs(unavailable.join(u'\n'));
    m_unavailable->setVisible(!unavailable.isEmpty());
    showWords();
    setVisible(!unavailable.isEmpty() || !m_emulated.isEmpty());
}

void CapabilityBar::showWords()
{
    const QStringList jobs = mapped(m_emulated, [](const auto &one) { return jobText(one.first); });
    const QStringList how = mapped(m_emulated, [](const auto &one) { return capabilityText(one.first, one.second); });
    m_line->setVisible(!m_emulated.isEmpty());
    m_emulatedJobs->setPlainText(emulatedJobsText(jobs));
    m_open->setText(m_isOpen ? tr("Hide details") : tr("Show details"));
    m_how->setPlainParagraphs(how.join(u'\n'));
    m_how->setVisible(m_isOpen && !m_emulated.isEmpty());
}

} // namespace muster
