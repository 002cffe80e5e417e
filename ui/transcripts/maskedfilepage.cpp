// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/maskedfilepage.h"

#include "models/text/maskingtexts.h"
#include "models/text/plaintext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/tooltips.h"
#include "ui/transcripts/transcriptviewer.h"

#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace muster {

MaskedFilePage::MaskedFilePage(QWidget *parent)
    : QWidget(parent)
    , m_name(new PlainLabel(PlainLabel::Fit::Elide, this))
    , m_says(new PlainLabel(PlainLabel::Fit::Wrap, this))
    , m_policy(calmCombo(this, "triedPolicyCombo"))
    , m_viewer(new TranscriptViewer(this))
{
    auto *back = new QPushButton(tr("\u2039 &Transcripts"), this);
    back->setObjectName(QStringLiteral("closeMaskedFileButton"));
    back->setAccessibleName(tr("Back to the transcripts"));
    connect(back, &QPushButton::clicked, this, &MaskedFilePage::closed);
    m_name->setObjectName(QStringLiteral("maskedFileNameLabel"));
    m_name->setRole(ColourRole::Muted);
    auto *label = new QLabel(tr("&Policy"), this);
    label->setBuddy(m_policy);
    m_policy->setMinimumWidth(160);
    connect(m_policy, &QComboBox::activated, this, &MaskedFilePage::policyChosen);
    auto *other = new QPushButton(themedIcon(QStringLiteral("file-text")), tr("Choose another &file\u2026"), this);
    other->setObjectName(QStringLiteral("otherMaskedFileButton"));
    connect(other, &QPushButton::clicked, this, &MaskedFilePage::otherFileAsked);
    m_says->setObjectName(QStringLiteral("maskedFileSaysLabel"));
    m_viewer->setObjectName(QStringLiteral("maskedFileViewer"));
    setFocusProxy(m_viewer);
    connect(m_viewer, &TranscriptViewer::retryAsked, this, &MaskedFilePage::policyChosen);
    auto *head = new QHBoxLayout;
    head->setSpacing(space::s);
    head->addWidget(back);
    head->addWidget(pageTitle(this, tr("Masking tried on a file")));
    head->addWidget(m_name, 1);
    head->addWidget(label);
    head->addWidget(m_policy);
    head->addWidget(other);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::l, space::l, space::l, space::m);
    column->setSpacing(space::s);
    column->addLayout(head);
    column->addWidget(m_says);
    column->addWidget(m_viewer, 1);
    setPolicies({});
}

void MaskedFilePage::setPolicies(const QStringList &names)
{
    const QString before = policy();
    m_policy->clear();
    m_policy->addItem(tr("Default (built in)"), QString());
    for (const QString &name : names)
        m_policy->addItem(visibleText(name, 80), name);
    m_policy->setCurrentIndex(std::max(0, m_policy->findData(before)));
}

QString MaskedFilePage::policy() const
{
    return m_policy->currentData().toString();
}

void MaskedFilePage::showLoading(const QString &file)
{
    m_name->setPlainText(QFileInfo(file).fileName());
    toolTips::set(m_name, file);
    m_says->setPlainText({});
    m_viewer->showLoading();
}

void MaskedFilePage::showMasked(const FileTrialView &view)
{
    m_viewer->setTranscript(view.transcript);
    QStringList kinds;
    for (const Entity entity : allEntities) {
        if (const quint32 count = view.transcript->counts[std::size_t(entity)]; count > 0)
            //: A kind of personal data and how often it was found: "phone number: 2".
            kinds << tr("%1: %2").arg(entityText(entity), QLocale().toString(count));
    }
    QStringList words{tr("A dry run: nothing is written, and no tenant is asked.")};
    words << (kinds.isEmpty() ? tr("Nothing personal was found.")
                              : tr("Found: %1.").arg(kinds.join(QStringLiteral(", "))));
    if (view.unsure > 0)
        words << tr("Not sure, and so to be reviewed: %1.").arg(QLocale().toString(view.unsure));
    if (view.held > 0)
        words << tr("The second look still finds something: a file like this would be held back.");
    m_says->setPlainText(words.join(u' '));
    m_says->setRole(view.held > 0 ? ColourRole::Warn : ColourRole::Muted);
}

void MaskedFilePage::showError(const ApiError &error)
{
    m_says->setPlainText({});
    m_viewer->showError(error);
}

} // namespace muster
