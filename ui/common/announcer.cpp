// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/announcer.h"

#include <QAccessibleWidget>
#include <algorithm>

namespace muster {

namespace {

class AnnouncerFace final : public QAccessibleWidget
{
public:
    explicit AnnouncerFace(Announcer *announcer)
        : QAccessibleWidget(announcer, QAccessible::Notification)
        , m_announcer(announcer)
    {
    }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? m_announcer->sentence() : QString();
    }

private:
    Announcer *const m_announcer;
};

QAccessibleInterface *faceOf(const QString &, QObject *object)
{
    auto *announcer = qobject_cast<Announcer *>(object);
    return announcer ? new AnnouncerFace(announcer) : nullptr;
}

} // namespace

Announcer::Announcer(QWidget *parent)
    : QWidget(parent)
{
    static const bool known = (QAccessible::installFactory(faceOf), true);
    Q_UNUSED(known)
    setObjectName(QStringLiteral("announcer"));
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setGeometry(0, 0, 1, 1); // paints nothing; a hidden widget would not be part of what is read
    m_distance.setSingleShot(true);
    m_distance.setInterval(distanceMilliseconds);
    connect(&m_distance, &QTimer::timeout, this, &Announcer::sayNext);
}

void Announcer::sayNewest(const QString &subject, const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    const auto older = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const Waiting &waiting) {
        return !subject.isEmpty() && waiting.subject == subject;
    });
    if (older != m_waiting.end())
        m_waiting.erase(older);
    m_waiting.append({subject, sentence});
    if (!m_distance.isActive())
        sayNext();
}

void Announcer::sayNext()
{
    if (m_waiting.isEmpty())
        return;
    m_sentence = m_waiting.takeFirst().sentence;
    m_distance.start();
    // No one event is heard everywhere: readers on AT-SPI speak a notification when it comes to show, others an alert.
    QAccessibleEvent renamed(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&renamed);
    for (const QAccessible::Event kind : {QAccessible::ObjectHide, QAccessible::ObjectShow, QAccessible::Alert}) {
        QAccessibleEvent event(this, kind);
        QAccessible::updateAccessibility(&event);
    }
    Q_EMIT said(m_sentence);
}

void Announcer::sayNewest(const QWidget *part, const QString &subject, const QString &sentence)
{
    auto *announcer = part->isVisible() ? part->window()->findChild<Announcer *>() : nullptr;
    if (announcer)
        announcer->sayNewest(subject, sentence);
}

} // namespace muster
