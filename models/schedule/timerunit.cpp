// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/schedule/timerunit.h"

#include "models/schedule/schedule.h"
#include "models/store/durablefile.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QStringBuilder>

namespace muster {

namespace {

constexpr qint64 maxUnitFile = 64 * 1024;
constexpr QLatin1String markStart("# Written by Muster, which replaces and removes it only as long as nobody else "
                                  "changes it: ");

QByteArray marked(const QByteArray &body)
{
    const QByteArray digest = QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    return QByteArray(markStart.data(), markStart.size()) + digest + '\n' + body;
}

bool isMarked(const QByteArray &text)
{
    const qsizetype end = text.indexOf('\n');
    return end > 0 && marked(text.mid(end + 1)) == text;
}

} // namespace

QString TimerUnit::serviceName(const QString &id)
{
    return QString(u"muster-" % id % u".service");
}

QString TimerUnit::timerName(const QString &id)
{
    return QString(u"muster-" % id % u".timer");
}

QString unitWord(const QString &word)
{
    QString text = QStringLiteral("\"");
    for (const QChar c : word) {
        if (c == u'"' || c == u'\\')
            text += u'\\';
        if (c == u'%')
            text += u'%';
        if (c < u' ' || c == QChar(0x7f))
            text += QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'));
        else
            text += c;
    }
    return text + u'"';
}

QString unitText(const QString &text)
{
    QString line;
    for (const QChar c : text)
        line += c < u' ' || c == QChar(0x7f) ? QString(u' ') : c == u'%' ? QStringLiteral("%%") : QString(c);
    while (line.endsWith(u'\\')) // would take the next line with it
        line.chop(1);
    return line;
}

QByteArray TimerUnit::serviceText() const
{
    QStringList words;
    for (qsizetype at = 0; at < command.size(); ++at)
        words.append(unitWord(at == 0 ? QString(u':' % command[at]) : command[at]));
    return marked(QString(u"[Unit]\nDescription=" % unitText(description) % u"\n\n[Service]\nType=oneshot\nExecStart="
                          % words.join(u' ') % u'\n')
                      .toUtf8());
}

QByteArray TimerUnit::timerText() const
{
    return marked(QString(u"[Unit]\nDescription=" % unitText(description) % u"\n\n[Timer]\nOnCalendar="
                          % unitText(calendar) % u"\nPersistent=true\n\n[Install]\nWantedBy=timers.target\n")
                      .toUtf8());
}

UnitFolder::UnitFolder(QString folder, DiskAccess &disk)
    : m_folder(std::move(folder))
    , m_disk(disk)
{
}

QString UnitFolder::standard()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/systemd/user");
}

QString UnitFolder::path(const QString &name) const
{
    return m_folder + u'/' + name;
}

QString UnitFolder::alteredFile(const QString &id) const
{
    for (const QString &name : {TimerUnit::timerName(id), TimerUnit::serviceName(id)}) {
        const auto text = readWholeFile(path(name), maxUnitFile, m_disk);
        if (text ? !isMarked(*text) : fileTrouble(text.error()) != FileTrouble::NotFound)
            return path(name);
    }
    return {};
}

TimerFiles UnitFolder::state(const QString &id) const
{
    if (!alteredFile(id).isEmpty())
        return TimerFiles::Altered;
    const bool areThere
        = QFileInfo::exists(path(TimerUnit::timerName(id))) && QFileInfo::exists(path(TimerUnit::serviceName(id)));
    return areThere ? TimerFiles::Ours : TimerFiles::Missing;
}

bool UnitFolder::isAsMeant(const TimerUnit &unit) const
{
    const auto service = readWholeFile(path(TimerUnit::serviceName(unit.id)), maxUnitFile, m_disk);
    const auto timer = readWholeFile(path(TimerUnit::timerName(unit.id)), maxUnitFile, m_disk);
    return service && timer && *service == unit.serviceText() && *timer == unit.timerText();
}

QStringList UnitFolder::ids() const
{
    QStringList ids;
    for (const QString &name : QDir(m_folder).entryList({QStringLiteral("muster-*.timer")},
                                                        QDir::Files | QDir::System | QDir::NoDotAndDotDot)) {
        const QString id = name.mid(7).chopped(6);
        if (isScheduleId(id))
            ids.append(id);
    }
    return ids;
}

Result<void> UnitFolder::write(const TimerUnit &unit) const
{
    if (const QString altered = alteredFile(unit.id); !altered.isEmpty())
        return failure(ErrorKind::BadInput, "unit_altered", altered);
    // Other programs' units lie here, too: a folder that is there keeps its mode.
    if (!QFileInfo(m_folder).isDir())
        TRY_VOID(makePrivateFolder(m_folder, m_disk));
    removeSideFiles(m_folder, {TimerUnit::serviceName(unit.id), TimerUnit::timerName(unit.id)}, m_disk);
    TRY_VOID(writeFileDurably(path(TimerUnit::serviceName(unit.id)), unit.serviceText(), Existing::Replace, m_disk));
    return writeFileDurably(path(TimerUnit::timerName(unit.id)), unit.timerText(), Existing::Replace, m_disk);
}

Result<void> UnitFolder::remove(const QString &id) const
{
    if (const QString altered = alteredFile(id); !altered.isEmpty())
        return failure(ErrorKind::BadInput, "unit_altered", altered);
    if (!QFileInfo(m_folder).isDir())
        return {};
    TRY_VOID(removeDurably(path(TimerUnit::timerName(id)), m_disk));
    return removeDurably(path(TimerUnit::serviceName(id)), m_disk);
}

} // namespace muster
